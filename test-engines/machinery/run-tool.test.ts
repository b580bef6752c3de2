import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MissingRequirementError } from './missing-requirement-error.ts';
import { StalledProcessError } from './process/stalled-process-error.ts';
import { runTool } from './run-tool.ts';

const MODULE = join(import.meta.dirname, 'run-tool.ts');
const PATIENCE = { idleMs: 1_000, longestMs: 60_000, countsTransfers: true };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-run-tool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const shell = (script: string, patience = PATIENCE) =>
  runTool('/bin/sh', ['-c', script], { cwd: folder }, patience);

const said = () => readFile(join(folder, 'said'), 'utf8');

/** Like a download's stand-in: starts a program that starts another, whose id it writes down. */
const HANGING = 'sleep 600 & echo $! > sleeper; wait';

async function sleeper(): Promise<number | undefined> {
  return Number(await readFile(join(folder, 'sleeper'), 'utf8').catch(() => '')) || undefined;
}

async function isRunning(processId: number): Promise<boolean> {
  const status = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  return status !== '' && !status.includes(') Z ');
}

test('runs a tool where it is told to, with further variables', async () => {
  const options = { cwd: folder, env: { GREETING: 'hello' } };
  await runTool('/bin/sh', ['-c', 'echo "$GREETING $HOME" > said'], options);
  expect(await said()).toBe(`hello ${process.env['HOME']}\n`);
});

test('ends a tool that hangs, all that it started, and says what it was', async () => {
  const running = shell(`echo 'asking the registry'; ${HANGING}`);
  await expect(running).rejects.toThrow(StalledProcessError);
  await expect(running).rejects.toMatchObject({
    commandLine: `/bin/sh -c echo 'asking the registry'; ${HANGING}`,
    message: expect.stringMatching(/did nothing for 1 s .*:\nasking the registry\n$/),
  });
  const processId = (await sleeper())!;
  await expect.poll(() => isRunning(processId), { timeout: 10_000 }).toBe(false);
});

test.each([
  ['prints', 'echo on'],
  ['writes a file, as a slow download does', 'head -c 4096 /dev/zero > part'],
])('waits more than twice the limit for a tool that %s', async (_does, step) => {
  const idleMs = 4_000;
  const steps = `for n in 1 2 3 4 5 6 7 8 9; do ${step}; sleep 1; done`;
  await shell(`${steps}; echo whole > said`, { ...PATIENCE, idleMs });
  expect(await said()).toBe('whole\n');
});

test('ends a tool that prints the same for ever', async () => {
  const running = shell('while :; do echo again; sleep 0.1; done', { ...PATIENCE, longestMs: 900 });
  await expect(running).rejects.toThrow('took longer than 0.9 s');
});

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'leaves nothing of a tool behind when %s ends the process that runs it',
  async (signal) => {
    const program = `
      const { runTool } = await import(process.argv[1]);
      await runTool('/bin/sh', ['-c', process.argv[2]], { cwd: process.argv[3] });`;
    const args = ['--input-type=module', '-e', program, MODULE, HANGING, folder];
    const runner = execa(process.execPath, args, { reject: false });
    await expect.poll(sleeper, { timeout: 20_000 }).toBeDefined();
    const processId = (await sleeper())!;
    expect(await isRunning(processId)).toBe(true);
    runner.kill(signal);
    await runner;
    await expect.poll(() => isRunning(processId), { timeout: 10_000 }).toBe(false);
  },
);

test('tells a tool that fails, with the last that it printed', async () => {
  await expect(shell('echo "no such package" >&2; exit 3')).rejects.toThrow(
    /ended with exit code 3\nno such package/,
  );
});

test('tells a tool that the machine lacks from one of ours that is gone', async () => {
  const lacking = runTool('no-such-tool-at-all', []);
  await expect(lacking).rejects.toThrow(MissingRequirementError);
  await expect(lacking).rejects.toMatchObject({ cause: { code: 'ENOENT' } });
  const gone = runTool(join(folder, 'no-such-tool'), []);
  await expect(gone).rejects.toThrow(/could not be started/);
  await expect(gone).rejects.not.toThrow(MissingRequirementError);
});

test('tells a tool that may not be run', async () => {
  await writeFile(join(folder, 'tool'), '#!/bin/sh\n', { mode: 0o644 });
  await expect(runTool(join(folder, 'tool'), [])).rejects.toThrow(/could not be started[^]*EACCES/);
});
