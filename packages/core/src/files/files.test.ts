import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { link } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSameFile } from './is-same-file.ts';
import { openReplacement } from './open-replacement.ts';
import { replaceFile } from './replace-file.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const modeOf = async (name: string) => (await stat(at(name))).mode & 0o7777;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a replaced file', () => {
  test('is as it was until the new one is whole, and then keeps its mode', async () => {
    await writeFile(at('a'), 'old');
    await chmod(at('a'), 0o640);
    await using file = await openReplacement(at('a'));
    await file.write('new, ');
    expect(await readFile(at('a'), 'utf8')).toBe('old');
    await file.write(Buffer.from('whole'));
    await file.commit();
    expect(await readFile(at('a'), 'utf8')).toBe('new, whole');
    expect(await modeOf('a')).toBe(0o640);
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('leaves nothing behind where it was not committed', async () => {
    await writeFile(at('a'), 'old');
    await (await openReplacement(at('a')))[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual(['a']);
    expect(await readFile(at('a'), 'utf8')).toBe('old');
  });

  test('is closed to others from its first byte where it is made so', async () => {
    await using file = await openReplacement(at('a'), { newFileMode: 0o600 });
    expect(await modeOf((await readdir(folder))[0]!)).toBe(0o600);
    await file.commit();
    expect(await modeOf('a')).toBe(0o600);
  });

  test.each([
    ['to a file', 'target'],
    ['to nothing yet', 'missing'],
    ['into a linked folder', 'linked/../inside'],
  ])('is the one behind a link %s', async (_, target) => {
    await mkdir(at('real/deep'), { recursive: true });
    await writeFile(at('target'), 'old');
    await symlink('real/deep', at('linked'));
    await symlink(target, at('first'));
    await symlink(at('first'), at('second'));
    await replaceFile(at('second'), 'new');
    expect(await readFile(at('first'), 'utf8')).toBe('new');
    // The file system knows that the folder behind the link lies in another one.
    const real = target.startsWith('linked') ? 'real/inside' : target;
    expect((await stat(at(real))).isFile()).toBe(true);
    expect(await isSameFile(at('second'), at(real))).toBe(true);
  });

  test('may have a name as long as names can be', async () => {
    const name = 'ü'.repeat(127);
    await replaceFile(at(name), 'new');
    expect(await readFile(at(name), 'utf8')).toBe('new');
  });

  test('is refused where its links lead in a circle, or its folder is missing', async () => {
    await symlink(at('b'), at('a'));
    await symlink(at('a'), at('b'));
    const circle = replaceFile(at('a'), 'new');
    await expect(circle).rejects.toMatchObject({ path: at('a'), cause: { code: 'ELOOP' } });
    const missing = replaceFile(at('no/file'), 'new');
    await expect(missing).rejects.toThrow(`there is no folder ${at('no')}`);
  });

  test('is named where the disk is full', async () => {
    const writing = replaceFile('/dev/full', 'new');
    await expect(writing).rejects.toThrow('/dev/full cannot be written: ENOSPC');
  });
});

test('paths are of one file by a link, a hard link or a linked folder, and not by their names', async () => {
  await mkdir(at('folder'));
  await writeFile(at('folder/a'), '');
  await writeFile(at('a'), '');
  await symlink('folder', at('linked'));
  await link(at('folder/a'), at('hard'));
  const same = (one: string, other: string) => isSameFile(at(one), at(other));
  expect(await same('linked/a', 'folder/a')).toBe(true);
  expect(await same('hard', 'linked/a')).toBe(true);
  expect(await same('a', 'folder/a')).toBe(false);
  expect(await same('missing', 'missing')).toBe(false);
});
