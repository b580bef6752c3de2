import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { startNullServer } from '../servers/start-null-server.ts';
import type { Growth } from './growth.ts';

const COMMAND = join(import.meta.dirname, '../../packages/cli/src/bin.ts');
const WORDS = 'a passage of some length that answers what was asked in some way or other ';
/** Bytes of one measurement, or more where one line has more. */
const BYTES = 16e6;

/** `lb-rerank rerank` over files of lines of one length, in a process of its own, whose start counts. */
export const lines: Growth = {
  what: 'JSONL lines of n kB, a kB',
  sizes: [1, 10, 100, 1000, 10_000, 64_000],
  async costOf(kilobytes) {
    using server = await startNullServer();
    const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-lines-'));
    try {
      const input = join(folder, 'pairs.jsonl');
      const count = Math.max(1, Math.round(BYTES / 1000 / kilobytes));
      const passage = WORDS.repeat(Math.ceil((kilobytes * 1000) / WORDS.length));
      const pairs = function* () {
        for (let n = 0; n < count; n += 1) {
          yield `${JSON.stringify({ query: 'what was asked', passage: `${n} ${passage}` })}\n`;
        }
      };
      await pipeline(pairs, createWriteStream(input));
      const output = join(folder, 'scored.jsonl');
      const args = [COMMAND, 'rerank', input, '--output', output, '--url', `${server.url}/v1`];
      return ((await cpuSecondsOfCommand(args)) * 1e6) / (count * kilobytes);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function cpuSecondsOfCommand(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  let seconds = 0;
  while (child.exitCode === null && child.signalCode === null) {
    seconds = Math.max(seconds, await cpuSecondsOf(child.pid!));
    await Promise.race([ended, sleep(20)]);
  }
  if (child.exitCode !== 0) throw new Error(`the command ended with ${child.exitCode}`);
  return seconds;
}

/** The CPU time of a process, in hundredths of a second; 0 once it is gone. */
async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
  return (Number(user) + Number(system)) / 100;
}
