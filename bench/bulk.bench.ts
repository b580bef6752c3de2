import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { startNullServer } from './servers/start-null-server.ts';

const PAIRS = Number(process.env['BULK_PAIRS'] ?? 1_000_000);
/** Pairs of one query, as a search leaves them. */
const PER_QUERY = 100;
const WORDS = 'a passage of some length that answers what was asked in some way or other '.repeat(
  4,
);
const COMMAND = join(import.meta.dirname, '../packages/cli/src/bin.ts');

/** `lb-rerank rerank` over a million pairs, when the model costs nothing: what is left is our own. */
export async function run(): Promise<void> {
  using server = await startNullServer();
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-bulk-'));
  try {
    const input = join(folder, 'pairs.jsonl');
    await pipeline(pairs(), createWriteStream(input));
    const args = ['rerank', input, '--output', join(folder, 'scored.jsonl')];
    const startedAt = performance.now();
    const child = spawn(process.execPath, [COMMAND, ...args, '--url', `${server.url}/v1`], {
      stdio: ['ignore', 'inherit', 'ignore'],
    });
    const ended = once(child, 'exit');
    let peak = 0;
    while (child.exitCode === null && child.signalCode === null) {
      peak = Math.max(peak, await peakMemoryOf(child.pid!));
      await Promise.race([ended, sleep(200)]);
    }
    if (child.exitCode !== 0) throw new Error(`the command ended with ${child.exitCode}`);
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(
      `${PAIRS} pairs through lb-rerank rerank   ${Math.round(PAIRS / seconds)} pairs/s, ${Math.round(peak / 1e6)} MB at the most (under 300)`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* pairs(): Generator<string, void, undefined> {
  for (let n = 0; n < PAIRS; n += 1) {
    const query = `what was asked as number ${Math.floor(n / PER_QUERY)}`;
    yield `${JSON.stringify({ id: n, query, passage: `${n} ${WORDS}` })}\n`;
  }
}

/** Bytes that the process ever had resident; 0 once it is gone. */
async function peakMemoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
