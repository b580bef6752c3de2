import { chmod, lstat, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { formatKeyFile, readKeyFile } from '@lb-rerank/gateway';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const HOUR_MS = 3_600_000;
const sha256Of = (shown: string) => hash('sha256', shown.trim());
const sha256 = sha256Of('a key that nobody has');

/** A key file with a caller, and the way to change it. */
async function withCallers() {
  const folder = await temporaryFolder();
  const path = join(folder, 'keys.json');
  const key = (...args: string[]) => runCommand(['key', ...args, '--key-file', path], { folder });
  const { stdout } = await key('add', 'search', '--pairs-per-minute', '600');
  return { folder, path, key, first: stdout, read: () => readKeyFile(path) };
}

describe('lb-rerank key rotate', () => {
  test('shows another key, and lets the earlier one count until the overlap is over', async () => {
    const { path, key, first, read } = await withCallers();
    await chmod(path, 0o640);
    const before = Date.now();
    const { exitCode, stdout, stderr } = await key('rotate', 'search', '--overlap', '2h');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^lbr_[\w-]{43}\n$/);
    expect(stdout).not.toBe(first);
    const [earlier, later] = await read();
    expect(earlier).toMatchObject({ name: 'search', sha256: sha256Of(first) });
    expect(earlier!.expiresAt!.getTime() - before).toBeGreaterThanOrEqual(2 * HOUR_MS);
    expect(earlier!.expiresAt!.getTime() - Date.now()).toBeLessThanOrEqual(2 * HOUR_MS);
    expect(stderr).toContain(`until ${earlier!.expiresAt!.toISOString().slice(0, 16)}`);
    expect(later).toMatchObject({
      name: 'search',
      sha256: sha256Of(stdout),
      pairsPerMinute: 600,
      expiresAt: undefined,
    });
    expect(later!.createdAt!.getTime()).toBeGreaterThanOrEqual(before);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  test('lets it count for a day unless told otherwise, and no longer than it would have', async () => {
    const { path, key, read } = await withCallers();
    const soon = new Date(Date.now() + HOUR_MS);
    const [search] = await read();
    const ending = { name: 'batch', sha256, expiresAt: soon, onFailure: 'passthrough' as const };
    await writeFile(path, formatKeyFile([search!, ending]));
    await key('rotate', 'search');
    await key('rotate', 'batch');
    const [ofSearch, ofBatch, , next] = await read();
    expect(ofSearch!.expiresAt!.getTime() / HOUR_MS).toBeCloseTo(Date.now() / HOUR_MS + 24, 1);
    expect(ofBatch!.expiresAt).toEqual(soon);
    expect(next).toMatchObject({ name: 'batch', onFailure: 'passthrough', expiresAt: undefined });
  });

  test('ends the earlier ones at once where the overlap is none', async () => {
    const { key, read } = await withCallers();
    await key('rotate', 'search');
    const { stdout } = await key('rotate', 'search', '--overlap', '0s');
    expect(await read()).toMatchObject([{ name: 'search', sha256: sha256Of(stdout) }]);
  });
});

describe('lb-rerank key revoke', () => {
  test('takes all keys of a caller out, through a link', async () => {
    const { folder, path, key, read } = await withCallers();
    await key('batch');
    await key('rotate', 'search');
    const link = join(folder, 'link.json');
    await symlink('keys.json', link);
    const { exitCode } = await runCommand(['key', 'revoke', 'search', '--key-file', link]);
    expect(exitCode).toBe(0);
    expect(await read()).toMatchObject([{ name: 'batch' }]);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    const { stderr } = await key('revoke', 'batch');
    expect(stderr).toContain('a gateway that runs refuses everybody');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ keys: [] });
  });

  test('takes only those that were replaced, where that is said', async () => {
    const { key, read } = await withCallers();
    const alone = await key('revoke', 'search', '--replaced');
    expect(alone).toMatchObject({ exitCode: 2 });
    const { stdout } = await key('rotate', 'search');
    await key('revoke', 'search', '--replaced');
    expect(await read()).toMatchObject([{ sha256: sha256Of(stdout) }]);
  });
});

test.each(['rotate', 'revoke'])('%s of a caller that has no key changes nothing', async (verb) => {
  const { path, key } = await withCallers();
  const before = await readFile(path, 'utf8');
  const { exitCode, stdout, stderr } = await key(verb, 'serch');
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`serch has no key in ${path}; did you mean search?`);
  expect(await readFile(path, 'utf8')).toBe(before);
});

test.each([
  ['rotate', undefined],
  ['revoke', '{"keys":[]}'],
])('%s where the key file holds no key says how one is made', async (verb, content) => {
  const path = join(await temporaryFolder(), 'keys.json');
  if (content !== undefined) await writeFile(path, content);
  const { exitCode, stderr } = await runCommand(['key', verb, 'nobody', '--key-file', path]);
  expect(stderr).toBe(
    `lb-rerank: name nobody has no key in ${path}, which holds none; \`lb-rerank key add nobody\` makes one\n`,
  );
  expect(exitCode).toBe(2);
});

test('list tells who may ask, how much and until when, and nothing to ask with', async () => {
  const { path, key, first } = await withCallers();
  const [search] = await readKeyFile(path);
  const times = { createdAt: new Date('2026-01-01'), expiresAt: new Date('2026-01-02') };
  await writeFile(path, formatKeyFile([search!, { name: 'batch', sha256, ...times }]));
  const { stdout } = await key('list');
  expect(stdout).toMatch(/^name +pairs a minute +on failure +created +ends +hash begins with\n/);
  expect(stdout).toMatch(/\nsearch +600 +- +20\S+Z +never +[\da-f]{8} *\n/);
  expect(stdout).toMatch(
    /\nbatch +no limit +- +2026-01-01T00:00:00Z +ended 2026-01-02T00:00:00Z +[\da-f]{8} *\n$/,
  );
  const json = await key('list', '--format', 'json');
  expect(JSON.parse(json.stdout)).toEqual([
    expect.objectContaining({ name: 'search', pairsPerMinute: 600, hasEnded: false }),
    {
      name: 'batch',
      createdAt: '2026-01-01T00:00:00Z',
      expiresAt: '2026-01-02T00:00:00Z',
      hasEnded: true,
      hashPrefix: sha256.slice(0, 8),
    },
  ]);
  for (const secret of [first.trim(), sha256Of(first), sha256]) {
    expect(stdout + json.stdout).not.toContain(secret);
  }
});

test.each([
  ['lst', 'list'],
  ['revok', 'revoke'],
  ['rotat', 'rotate'],
  ['ad', 'add'],
  ['ls', 'list'],
  ['delete', 'revoke'],
  ['help', '--help'],
])('`key %s` makes no key of that name', async (typed, meant) => {
  const { path, key } = await withCallers();
  const before = await readFile(path, 'utf8');
  const { exitCode, stdout, stderr } = await key(typed);
  expect(stderr).toContain(`did you mean \`key ${meant}\`?`);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(await readFile(path, 'utf8')).toBe(before);
  expect((await key('add', typed)).exitCode).toBe(0);
  expect(await readKeyFile(path)).toMatchObject([{ name: 'search' }, { name: typed }]);
});

test('a command behind its flags makes no key of its name', async () => {
  const { path, read } = await withCallers();
  const { exitCode, stderr } = await runCommand(['key', '--key-file', path, 'list']);
  expect(stderr).toContain('did you mean `key list`?');
  expect(exitCode).toBe(2);
  expect(await read()).toHaveLength(1);
});

test('a key file in a folder that is not there is one clear line', async () => {
  const folder = await temporaryFolder();
  const { exitCode, stderr } = await runCommand(['key', 'search', '--key-file', 'no/dir/x'], {
    folder,
  });
  const path = join(folder, 'no/dir/x');
  expect(stderr).toBe(
    `lb-rerank: ${path} cannot be written: there is no folder ${join(folder, 'no/dir')}; make it, or name another\n`,
  );
  expect(exitCode).toBe(4);
});
