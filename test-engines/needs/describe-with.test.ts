import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';

const CONFIG = join(import.meta.dirname, '__fixtures__/vitest.config.ts');
const VITEST = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

let debian: string;
beforeAll(async () => {
  debian = await mkdtemp(join(tmpdir(), 'lb-rerank-debian-'));
  await writeFile(join(debian, 'apt-get'), '#!/bin/sh\nexit 100\n');
  await chmod(join(debian, 'apt-get'), 0o755);
  return () => rm(debian, { recursive: true });
});

/** Runs a file of `__fixtures__` as a user does, on a machine without Chromium and promtool and with a broken Qdrant. */
async function runFixture(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ exitCode: number | undefined; stdout: string; all: string; summary: string[] }> {
  const { exitCode, stdout, all } = await execa(
    process.execPath,
    [VITEST, 'run', '--config', CONFIG, ...args],
    {
      reject: false,
      all: true,
      env: {
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        CI: '',
        LB_RERANK_INSTALL: '',
        PATH: debian,
        ...environment,
      },
    },
  );
  const lines = all.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes('skipped; a test may lack'));
  return { exitCode, stdout, all, summary: at === -1 ? [] : lines.slice(at) };
}

const CHROMIUM = 'no Chromium; apt-get install chromium …';
const PROMTOOL = 'no promtool; apt-get install prometheus';

test('skips what lacks something, and lists it with the command that would bring it', async () => {
  const { exitCode, all, summary } = await runFixture(['lacking']);
  expect(all).not.toContain('must not be set up');
  expect(all).toContain('1 passed | 8 skipped | 2 todo (11)');
  expect(summary).toEqual([
    '8 skipped; a test may lack several things:',
    `skipped: ${CHROMIUM}: 5 tests of lacking.fixture.ts`,
    `skipped: ${PROMTOOL}: 2 tests of lacking.fixture.ts`,
    'skipped for other reasons, like .skip or a filter: 2 tests',
    'All of it: apt-get install --no-install-recommends chromium prometheus',
    'As root, LB_RERANK_INSTALL=1 lets the tests do that by themselves.',
  ]);
  expect(exitCode).toBe(0);
});

test('counts for want of something only what a filter on names would have run', async () => {
  const { all, summary } = await runFixture(['lacking', '-t', 'alerts > fire']);
  expect(all).toContain('10 skipped | 1 todo (11)');
  expect(summary.slice(0, 3)).toEqual([
    '10 skipped; a test may lack several things:',
    `skipped: ${PROMTOOL}: 1 test of lacking.fixture.ts`,
    'skipped for other reasons, like .skip or a filter: 9 tests',
  ]);
  expect((await runFixture(['lacking', '-t', 'is there'])).summary).toEqual([]);
});

test('says so under any reporter', async () => {
  const { stdout, summary } = await runFixture(['lacking', '--reporter=tap']);
  expect(stdout).toContain('TAP version');
  expect(stdout).not.toContain('a test may lack');
  expect(summary).toHaveLength(6);
});

test('names no command where it would be of no use', async () => {
  const elsewhere = await runFixture(['lacking'], { PATH: '/nowhere' });
  expect(elsewhere.summary.at(-1)).toBe('All of it: install what Debian calls chromium prometheus');
});

test('fails in CI, naming what is missing', async () => {
  const { exitCode, all } = await runFixture(['lacking'], { CI: 'true' });
  expect(exitCode).toBe(1);
  expect(all).toContain(`Error: ${CHROMIUM}\n`);
  expect(all).not.toContain('must not be set up');
  expect(all).not.toMatch(/ ❯ .*:\d+:\d+/);
});

test('fails everywhere what needs something broken, in one line, and runs none of its hooks', async () => {
  const { exitCode, all, summary } = await runFixture(['broken']);
  expect(exitCode).toBe(1);
  expect(all).toContain('Failed Suites 2');
  expect(all).toContain('1 passed | 3 skipped (4)');
  const problem = 'qdrant is broken: local process: it ended: …';
  expect(all.match(/^\w*Error: .*/gm)).toEqual([`Error: ${problem}`, `Error: ${problem}`]);
  expect(all).not.toMatch(/ ❯ .*:\d+:\d+/);
  // Once, when it broke.
  expect(all.match(/line 119 of its log/g)).toHaveLength(1);
  expect(summary.slice(0, 2)).toEqual([
    '3 skipped; a test may lack several things:',
    `skipped: ${problem}: 3 tests of broken.fixture.ts`,
  ]);
});

test('fails what needs something broken under a filter on names, too', async () => {
  const { exitCode, all } = await runFixture(['broken', '-t', 'are found too']);
  expect(exitCode).toBe(1);
  expect(all).toContain('other points');
});
