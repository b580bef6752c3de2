import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildOnce } from './build-once.ts';

const MODULE = join(import.meta.dirname, 'build-once.ts');

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'lb-rerank-build-once-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** A process that builds `folder`, which takes 200 ms, and prints whether it was the one that did. */
function buildInProcess(folder: string, line = '') {
  const program = `
    const { buildOnce } = await import(process.argv[1]);
    const { appendFile } = await import('node:fs/promises');
    const { setTimeout: delay } = await import('node:timers/promises');
    await buildOnce(process.argv[2], async (partial) => {
      console.log('building');
      await delay(200);
      await appendFile(partial + '/whole', 'whole');
      ${line}
    });`;
  return execa(process.execPath, ['--input-type=module', '-e', program, MODULE, folder]);
}

test('builds once for fifty pairs of callers at once', async () => {
  const builds: string[] = [];
  const pairs = Array.from({ length: 50 }, (_, n) => join(cache, `folder-${n}`));
  const build = (folder: string) =>
    buildOnce(folder, async (partial) => {
      builds.push(folder);
      await delay(5);
      await writeFile(join(partial, 'whole'), folder);
    });
  const folders = await Promise.all(pairs.flatMap((folder) => [build(folder), build(folder)]));
  expect(folders).toEqual(pairs.flatMap((folder) => [folder, folder]));
  expect(builds.toSorted()).toEqual(pairs.toSorted());
  for (const folder of pairs) {
    expect(await readFile(join(folder, 'whole'), 'utf8')).toBe(folder);
  }
});

test('builds once for two processes', async () => {
  const folder = join(cache, 'folder');
  const results = await Promise.all([buildInProcess(folder), buildInProcess(folder)]);
  expect(results.map(({ stdout }) => stdout).toSorted()).toEqual(['', 'building']);
  expect(await readdir(folder)).toEqual(['whole']);
});

test('builds anew what a killed process left, and does not wait for it', async () => {
  const folder = join(cache, 'folder');
  const killed = buildInProcess(folder, `process.kill(process.pid, 'SIGKILL')`);
  await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' });
  const left = await readdir(cache);
  expect(left.some((name) => name.startsWith('folder.partial-'))).toBe(true);
  const built = await buildOnce(folder, async (partial) => {
    expect(await readdir(partial)).toEqual([]);
    await writeFile(join(partial, 'whole'), '');
  });
  expect(await readdir(built)).toEqual(['whole']);
});

test('lets the next caller build where one failed', async () => {
  const folder = join(cache, 'folder');
  let builds = 0;
  const build = async (partial: string) => {
    builds += 1;
    if (builds === 1) throw new Error('no network');
    await writeFile(join(partial, 'whole'), '');
  };
  const [failed, ...others] = (
    await Promise.allSettled([buildOnce(folder, build), buildOnce(folder, build)])
  ).toSorted((a, b) => b.status.localeCompare(a.status));
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'no network' } });
  expect(others).toEqual([{ status: 'fulfilled', value: folder }]);
  expect(await readdir(folder)).toEqual(['whole']);
});
