import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKeyFile } from '@lb-rerank/gateway';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('lb-rerank key', () => {
  test('shows the key once, and keeps its hash in a file that only the owner reads', async () => {
    const folder = await temporaryFolder();
    const make = (...args: string[]) =>
      runCommand(['key', ...args, '--key-file', 'keys.json'], { folder });
    const first = await make('search', '--pairs-per-minute', '600');
    const second = await make('batch');
    expect(first.stdout).toMatch(/^lbr_[\w-]{43}\n$/);
    expect(second.stdout).not.toBe(first.stdout);

    const path = join(folder, 'keys.json');
    expect(await readKeyFile(path)).toMatchObject([
      { name: 'search', pairsPerMinute: 600 },
      { name: 'batch', pairsPerMinute: undefined },
    ]);
    expect(await readFile(path, 'utf8')).not.toContain(first.stdout.trim());
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['a name that is taken', ['search'], 'search has a key in'],
    ['a name with blanks', ['my search'], 'name must be up to 64 letters'],
    ['a quota of nothing', ['batch', '--pairs-per-minute', '0'], 'must be a whole number'],
  ])('refuses %s, and leaves the file as it was', async (_, args, message) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'keys.json');
    await runCommand(['key', 'search', '--key-file', path]);
    const before = await readFile(path, 'utf8');
    const { exitCode, stderr, stdout } = await runCommand(['key', ...args, '--key-file', path]);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('refuses to write over a file that is something else', async () => {
    const path = join(await temporaryFolder(), 'notes.txt');
    await writeFile(path, 'mine');
    const { exitCode } = await runCommand(['key', 'search', '--key-file', path]);
    expect(exitCode).toBe(2);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  test.each([
    ['to a file', 'real.json', 0o640],
    ['to nothing yet', undefined, 0o600],
  ])('follows a link %s, and keeps the mode', async (_, existing, mode) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'real.json');
    if (existing !== undefined) {
      await writeFile(path, '{"keys":[]}');
      await chmod(path, mode);
    }
    await symlink('real.json', join(folder, 'keys.json'));
    await runCommand(['key', 'search', '--key-file', 'keys.json'], { folder });
    expect(await readKeyFile(path)).toMatchObject([{ name: 'search' }]);
    expect((await stat(path)).mode & 0o777).toBe(mode);
    expect((await readdir(folder)).toSorted()).toEqual(['keys.json', 'real.json']);
    expect((await lstat(join(folder, 'keys.json'))).isSymbolicLink()).toBe(true);
  });

  test('asks for the file', async () => {
    const { exitCode, stderr } = await runCommand(['key', 'search']);
    expect(stderr).toContain('--key-file: must name the file of keys');
    expect(exitCode).toBe(2);
  });
});
