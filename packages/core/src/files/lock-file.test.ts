import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileLockLostError } from './file-lock-lost-error.ts';
import { lockFile } from './lock-file.ts';
import { UnwritableFileError } from './unwritable-file-error.ts';

const COUNTER = join(import.meta.dirname, '__fixtures__/count-under-lock.ts');
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-lock-'));
  path = join(folder, 'count');
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts a process that counts so many times in the file, or holds its lock for ever. */
const count = (times: number | 'for ever') => fork(COUNTER, [path, `${times}`]);
const endOf = async (child: ChildProcess) => (await once(child, 'exit'))[0] as number | null;

test('one process at a time works on a file', async () => {
  await writeFile(path, '0');
  const exitCodes = await Promise.all([1, 2, 3, 4].map(() => endOf(count(25))));
  expect(exitCodes).toEqual([0, 0, 0, 0]);
  expect(await readFile(path, 'utf8')).toBe('100');
  expect(await readdir(folder)).toEqual(['count']);
}, 60_000);

test('what a killed process held is free at once, for one of those who wait', async () => {
  await writeFile(path, '0');
  const holder = count('for ever');
  await once(holder, 'message');
  const waiting = [1, 2, 3].map(() => count(10));
  await Promise.all(waiting.map((child) => once(child, 'message')));
  holder.kill('SIGKILL');
  const killedAt = performance.now();
  expect(await Promise.all(waiting.map(endOf))).toEqual([0, 0, 0]);
  expect(performance.now() - killedAt).toBeLessThan(25_000);
  expect(await readFile(path, 'utf8')).toBe('30');
  expect(await readdir(folder)).toEqual(['count']);
}, 60_000);

test('waits for a lock of this process, says so once, and knows that it waited', async () => {
  const notices: string[] = [];
  const first = await lockFile(path);
  await symlink(path, join(folder, 'link'));
  await using second = await lockFile(join(folder, 'link'), {
    onNotice(line) {
      notices.push(line);
      void first[Symbol.asyncDispose]();
    },
  });
  expect([first.waited, second.waited]).toEqual([false, true]);
  expect(notices).toEqual([`Another process is writing ${join(folder, 'link')}; waiting for it.`]);
});

test('gives up waiting when told to', async () => {
  await using _first = await lockFile(path);
  const reason = new Error('the caller went away');
  await expect(lockFile(path, { signal: AbortSignal.timeout(20) })).rejects.toThrow('timeout');
  await expect(lockFile(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test('a lock that somebody deleted is lost, and the one of its finder stays', async () => {
  const first = await lockFile(path);
  await rm(`${path}.lock`);
  await using second = await lockFile(path);
  await expect(first.requireHeld()).rejects.toBeInstanceOf(FileLockLostError);
  expect(first.signal.aborted).toBe(true);
  await first[Symbol.asyncDispose]();
  await second.requireHeld();
});

test('what a process of this id left in an earlier life of its container is free', async () => {
  const text = await lockFile(path).then(async (lock) => {
    const held = await readFile(`${path}.lock`, 'utf8');
    await lock[Symbol.asyncDispose]();
    return held;
  });
  await writeFile(`${path}.lock`, text);
  await using lock = await lockFile(path);
  expect(lock.waited).toBe(false);
});

test('a pipe or device is never locked', async () => {
  await using _first = await lockFile('/dev/null');
  await using second = await lockFile('/dev/null');
  expect(second.waited).toBe(false);
});

test.each([
  ['a file', () => writeFile(`${path}.lock`, 'mine')],
  ['a folder', () => mkdir(`${path}.lock`)],
])('leaves %s of another kind alone that has the name of the lock', async (_, make) => {
  await make();
  await expect(lockFile(path)).rejects.toThrow(/count\.lock is in the way of a lock: move it/);
  expect(await readdir(folder)).toEqual(['count.lock']);
});

test('a file in a folder that is not there is named with the folder, and a broken place with its reason', async () => {
  const nowhere = join(folder, 'no/file');
  const locking = lockFile(nowhere);
  await expect(locking).rejects.toBeInstanceOf(UnwritableFileError);
  await expect(locking).rejects.toMatchObject({
    message: `${nowhere} cannot be written: there is no folder ${join(folder, 'no')}; make it, or name another`,
    path: nowhere,
    cause: { code: 'ENOENT' },
  });
  await writeFile(path, '');
  await expect(lockFile(join(path, 'file'))).rejects.toThrow('cannot be written: ENOTDIR');
});
