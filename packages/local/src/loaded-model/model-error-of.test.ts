import { getModuleVersion, NoBinaryFoundError } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { binaryPackageOf } from './binary-package.ts';
import { modelErrorOf } from './model-error-of.ts';

test('an installation without llama.cpp is told of with the command that brings it', async () => {
  const cause = new NoBinaryFoundError();
  const error = await modelErrorOf(cause, '/model.gguf', []);
  expect(error).toMatchObject({ code: 'backend_response', cause });
  const name = binaryPackageOf(process.platform, process.arch);
  expect(error.message).toContain(
    `/model.gguf: there is no llama.cpp for this system (${process.platform}, ${process.arch}); \`npm install ${name}@${await getModuleVersion()}\` brings it`,
  );
});

test.each([
  ['linux', 'x64', '@node-llama-cpp/linux-x64'],
  ['darwin', 'arm64', '@node-llama-cpp/mac-arm64-metal'],
  ['win32', 'x64', '@node-llama-cpp/win-x64'],
  ['sunos', 'x64', undefined],
])('the package for %s %s is %s', (platform, arch, name) => {
  expect(binaryPackageOf(platform, arch)).toBe(name);
});
