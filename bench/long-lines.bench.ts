import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure/median.ts';
import { startNullServer } from './servers/start-null-server.ts';

const COMMAND = join(import.meta.dirname, '../packages/cli/src/bin.ts');
const WORDS = 'a passage of some length that answers what was asked in some way or other ';
const SHORT_MB = 8;
const LONG_MB = 64;
const ROUNDS = 3;
/** As much longer as the line is: what begins each process makes it less. */
const MOST = LONG_MB / SHORT_MB;

/** `lb-rerank rerank` over a file of one long line. @throws Error where its time grows faster than the line. */
export async function run(): Promise<void> {
  using server = await startNullServer();
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-lines-'));
  try {
    const short: number[] = [];
    const long: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      short.push(await cpuSeconds(SHORT_MB, folder, server.url));
      long.push(await cpuSeconds(LONG_MB, folder, server.url));
    }
    const ratio = median(long) / median(short);
    const seconds = `${median(long).toFixed(2)} against ${median(short).toFixed(2)} s of CPU`;
    const what = `a line of ${LONG_MB} MB to one of ${SHORT_MB} MB`;
    console.log(`${what.padEnd(58)} ${ratio.toFixed(2)} (at most ${MOST})   ${seconds}`);
    if (ratio > MOST) throw new Error(`${what} takes more than ${MOST} times as long`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cpuSeconds(megabytes: number, folder: string, url: string): Promise<number> {
  const input = join(folder, `${megabytes}.jsonl`);
  const passage = WORDS.repeat(Math.ceil((megabytes * 1e6) / WORDS.length));
  await writeFile(input, `${JSON.stringify({ query: 'what was asked', passage })}\n`);
  const output = join(folder, 'scored.jsonl');
  await rm(output, { force: true });
  const args = [COMMAND, 'rerank', input, '--output', output, '--url', `${url}/v1`];
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
