import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const CONFIG = join(import.meta.dirname, '__fixtures__/vitest.config.ts');
const VITEST = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/** Runs the tests of `__fixtures__` as a user does, on a machine without Chromium and promtool. */
const runFixture = (environment: Record<string, string>) =>
  execa(process.execPath, [VITEST, 'run', '--config', CONFIG], {
    reject: false,
    all: true,
    env: { NO_COLOR: '1', FORCE_COLOR: '0', ...environment },
  });

test('skips what lacks something, and lists it with the command that would bring it', async () => {
  const { exitCode, all } = await runFixture({ CI: '' });
  expect(all).toContain('1 passed | 5 skipped');
  expect(all).not.toContain('must not be set up');
  expect(all.trim().split('\n').slice(-5)).toEqual([
    '6 skipped; a test may lack several things:',
    'skipped: 5 tests of lacking.fixture.ts: no Chromium; apt-get install chromium',
    'skipped: 2 tests of lacking.fixture.ts: no promtool; apt-get install prometheus',
    'All of it: apt-get install --no-install-recommends chromium prometheus',
    'As root, LB_RERANK_INSTALL=1 lets the tests do that by themselves.',
  ]);
  expect(exitCode).toBe(0);
});

test('fails in CI, naming what is missing', async () => {
  const { exitCode, all } = await runFixture({ CI: 'true' });
  expect(exitCode).toBe(1);
  expect(all).toContain('Error: no Chromium; apt-get install chromium');
  expect(all).not.toContain('skipped:');
});
