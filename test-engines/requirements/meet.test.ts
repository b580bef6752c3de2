import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findProgram } from './find-program.ts';
import { mayInstallPackages } from './install-packages.ts';
import { meet, meetAll } from './meet.ts';
import type { Requirement } from './requirement.ts';
import { requirements } from './requirements.ts';

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

test('names everything that is missing at once, with one command', async () => {
  await fakeApt();
  const pen: Requirement = { name: 'pen', packages: ['pen'], find: () => findProgram(['pen']) };
  const shell: Requirement = { ...pen, name: 'shell', find: () => Promise.resolve('/bin/sh') };
  const desk: Requirement = { ...pen, name: 'desk', packages: [], remedy: 'buy a desk' };
  await expect(meetAll([desk, pen, shell, chart, chart], ROOT)).rejects.toMatchObject({
    message:
      'no desk, no pen, no a chart drawer; buy a desk; apt-get install pen drawer drawer-fonts',
    packages: ['pen', 'drawer', 'drawer-fonts'],
  });
  await program('pen', '');
  expect(await meetAll([pen, shell], ROOT)).toEqual([join(folder, 'pen'), '/bin/sh']);
});

test('names the packages plainly where there is no apt-get', async () => {
  await expect(meet(chart, ROOT)).rejects.toThrow(
    'no a chart drawer; install what Debian calls drawer drawer-fonts',
  );
});

test.each([() => join(folder, 'gone'), () => folder])(
  'refuses a variable that names no program, and looks no further',
  async (choose) => {
    await program('drawer', '');
    vi.stubEnv('DRAWER', choose());
    await expect(meet(chart)).rejects.toThrow(`DRAWER names ${choose()}, which is no program`);
  },
);

test('refuses a CHROME_BIN that is another program', async () => {
  vi.stubEnv('CHROME_BIN', await program('other', 'echo "Firefox 150"'));
  await expect(requirements.chromium.find()).rejects.toThrow(
    `CHROME_BIN names ${join(folder, 'other')}, which does not say that it is Chromium`,
  );
  const chromium = await program('chrome', 'echo "Google Chrome 150"');
  vi.stubEnv('CHROME_BIN', chromium);
  expect(await requirements.chromium.find()).toBe(chromium);
});

test('refuses a JAVA_HOME that is none', async () => {
  vi.stubEnv('JAVA_HOME', folder);
  await expect(requirements.javaDevelopmentKit.find()).rejects.toThrow(
    `JAVA_HOME names ${folder}, which is no home of Java`,
  );
});

test('gives the remedy of what no package brings', async () => {
  const byHand: Requirement = { ...chart, packages: [], remedy: 'draw it by hand' };
  vi.stubEnv('CI', 'true');
  await expect(meet(byHand, ROOT)).rejects.toThrow('no a chart drawer; draw it by hand');
});

test.each([
  ['CI', 'true'],
  ['LB_RERANK_INSTALL', '1'],
  ['LB_RERANK_INSTALL', 'true'],
  ['LB_RERANK_INSTALL', 'YES'],
  ['LB_RERANK_INSTALL', 'On'],
])('installs as root where %s is %s', async (variable, value) => {
  await fakeApt();
  vi.stubEnv(variable, value);
  expect(await meet(chart, ROOT)).toBe(join(folder, 'drawer'));
  expect((await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n')).toEqual([
    'noninteractive -qq update',
    'noninteractive install -qq -y --no-install-recommends drawer drawer-fonts',
  ]);
});

test.each(['0', 'false', 'No', 'off'])(
  'installs nothing under CI where the caller says %s',
  async (no) => {
    await fakeApt();
    vi.stubEnv('CI', 'true');
    vi.stubEnv('LB_RERANK_INSTALL', no);
    await expect(meet(chart, ROOT)).rejects.toThrow('apt-get install drawer');
  },
);

test('refuses an LB_RERANK_INSTALL that is neither a yes nor a no', async () => {
  vi.stubEnv('LB_RERANK_INSTALL', 'ture');
  await expect(mayInstallPackages(ROOT)).rejects.toThrow(
    'LB_RERANK_INSTALL must say yes (1, true, yes, on) or no (0, false, no, off), not "ture"',
  );
});

test('installs nothing for a user who may not', async () => {
  await fakeApt();
  vi.stubEnv('CI', 'true');
  await expect(meet(chart, 1000)).rejects.toThrow('apt-get install drawer');
});

test('says in one line that an installation failed, keeps the cause, and advises no second try', async () => {
  await program('apt-get', 'echo "E: Unable to locate package drawer"; exit 100');
  vi.stubEnv('CI', 'true');
  await expect(meet(chart, ROOT)).rejects.toMatchObject({
    message: 'no a chart drawer; apt-get could not install drawer drawer-fonts',
    cause: expect.objectContaining({ message: expect.stringContaining('Unable to locate') }),
    packages: ['drawer', 'drawer-fonts'],
  });
});

test.each(['0', 'false'])('takes CI=%s for no CI', async (value) => {
  await fakeApt();
  vi.stubEnv('CI', value);
  await expect(meet(chart, ROOT)).rejects.toThrow('apt-get install drawer');
});
