import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findProgram } from './find-program.ts';
import { meet } from './meet.ts';
import type { Requirement } from './requirement.ts';

const ROOT = 0;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-meet-'));
  vi.stubEnv('LB_RERANK_TEST_CACHE', join(folder, 'cache'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('CI', '');
  vi.stubEnv('LB_RERANK_INSTALL', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const chart: Requirement = {
  name: 'a chart drawer',
  packages: ['drawer', 'drawer-fonts'],
  find: () => findProgram(['draw', 'drawer'], 'DRAWER'),
};

async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Stands in for Debian's: notes how it is called, and brings the program. */
const fakeApt = () =>
  program(
    'apt-get',
    `echo "$DEBIAN_FRONTEND $*" >> '${folder}/calls'
     case "$*" in install*) printf '#!/bin/sh\\n' > '${folder}/drawer'; /bin/chmod +x '${folder}/drawer';; esac`,
  );

test('finds a program under any of its names on PATH, and before that where a variable says', async () => {
  const onPath = await program('drawer', '');
  expect(await meet(chart)).toBe(onPath);
  const chosen = await program('elsewhere', '');
  vi.stubEnv('DRAWER', chosen);
  expect(await meet(chart)).toBe(chosen);
});

test('names what is missing and the command that brings it, and installs nothing unasked', async () => {
  await fakeApt();
  await expect(meet(chart, ROOT)).rejects.toMatchObject({
    message: 'no a chart drawer; apt-get install drawer drawer-fonts',
    packages: ['drawer', 'drawer-fonts'],
  });
  await expect(readFile(join(folder, 'calls'))).rejects.toThrow('ENOENT');
});

test('gives the remedy of what no package brings', async () => {
  const byHand: Requirement = { ...chart, packages: [], remedy: 'draw it by hand' };
  vi.stubEnv('CI', 'true');
  await expect(meet(byHand, ROOT)).rejects.toThrow('no a chart drawer; draw it by hand');
});

test.each([
  ['CI', 'true'],
  ['LB_RERANK_INSTALL', '1'],
])('installs as root where %s is %s', async (variable, value) => {
  await fakeApt();
  vi.stubEnv(variable, value);
  expect(await meet(chart, ROOT)).toBe(join(folder, 'drawer'));
  expect((await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n')).toEqual([
    'noninteractive -qq update',
    'noninteractive install -qq -y --no-install-recommends drawer drawer-fonts',
  ]);
});

test('installs nothing under CI where the caller forbids it', async () => {
  await fakeApt();
  vi.stubEnv('CI', 'true');
  vi.stubEnv('LB_RERANK_INSTALL', '0');
  await expect(meet(chart, ROOT)).rejects.toThrow('apt-get install drawer');
});

test('installs nothing for a user who may not', async () => {
  await fakeApt();
  vi.stubEnv('CI', 'true');
  await expect(meet(chart, 1000)).rejects.toThrow('apt-get install drawer');
});

test('says in one line that an installation failed, with the command and the cause', async () => {
  await program('apt-get', 'echo "E: Unable to locate package drawer"; exit 100');
  vi.stubEnv('CI', 'true');
  await expect(meet(chart, ROOT)).rejects.toMatchObject({
    message:
      'no a chart drawer, and apt-get could not install it; apt-get install drawer drawer-fonts',
    packages: ['drawer', 'drawer-fonts'],
  });
});

test.each(['0', 'false'])('takes CI=%s for no CI', async (value) => {
  await fakeApt();
  vi.stubEnv('CI', value);
  await expect(meet(chart, ROOT)).rejects.toThrow('apt-get install drawer');
});
