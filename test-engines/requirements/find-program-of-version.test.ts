import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findProgramOfVersion } from './find-program-of-version.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'versions-'));
  vi.stubEnv('PATH', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test.each([
  ['go version go1.26.8 linux/amd64', '1.25', true],
  ['cargo 1.100.0 (f2d3ce0bd 2026-03-21)', '1.88', true],
  ['cargo 1.88.0', '1.88', true],
  ['go version go1.19 linux/amd64', '1.25', false],
  ['cargo 1.9.0', '1.88', false],
  ['no number', '1.0', false],
])('%s, where %s is the oldest: %s', async (printed, oldest, isFound) => {
  const path = join(folder, 'program');
  await writeFile(path, `#!/bin/sh\necho "${printed}"\n`);
  await chmod(path, 0o755);
  const found = await findProgramOfVersion('program', oldest, ['version']);
  expect(found).toBe(isFound ? path : undefined);
});

test('a program that is not there', async () => {
  expect(await findProgramOfVersion('program', '1.0', ['version'])).toBeUndefined();
});
