import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from './with-lock.ts';

const MODULE = join(import.meta.dirname, 'with-lock.ts');
const HELD_MS = 1_800;

let folder: string;
let path: string;
const report = vi.fn<(name: string, message: string) => void>();
beforeEach(async () => {
  report.mockClear();
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-with-lock-'));
  path = join(folder, 'uv-0.13.9.build-lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const nothing = () => Promise.resolve();

/** A process that holds the lock for a time, and prints a line when it has it. */
function holdInProcess(ending = '') {
  const program = `
    const { withLock } = await import(process.argv[1]);
    const { setTimeout: delay } = await import('node:timers/promises');
    await withLock(process.argv[2], async () => {
      console.log('held');
      await delay(${HELD_MS});
      ${ending}
    });`;
  return execa(process.execPath, ['--input-type=module', '-e', program, MODULE, path]);
}

test('says once what it waits for, and which process holds it', async () => {
  const holder = holdInProcess();
  await holder.iterable()[Symbol.asyncIterator]().next();
  await withLock(path, nothing, report);
  expect(report).toHaveBeenCalledExactlyOnceWith(
    'uv-0.13.9',
    `waiting for process ${holder.pid}, which has locked ${path}`,
  );
  await holder;
});

test('says that an earlier step of the same run holds it', async () => {
  const holder = withLock(path, () => delay(HELD_MS), report);
  await delay(20);
  await withLock(path, nothing, report);
  expect(report).toHaveBeenCalledExactlyOnceWith(
    'uv-0.13.9',
    `waiting for an earlier step of this run, which has locked ${path}`,
  );
  await holder;
});

test('names no holder that has died', async () => {
  const killed = holdInProcess(`process.kill(process.pid, 'SIGKILL')`);
  await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' });
  const holder = withLock(path, () => delay(HELD_MS), report);
  await delay(20);
  await withLock(path, nothing, report);
  expect(report.mock.calls.join()).not.toContain(`process ${killed.pid}`);
  expect(report).toHaveBeenCalledOnce();
  await holder;
});

test('says nothing of a short wait', async () => {
  const holder = withLock(path, () => delay(100), report);
  await withLock(path, nothing, report);
  await holder;
  expect(report).not.toHaveBeenCalled();
});
