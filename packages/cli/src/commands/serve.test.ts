import { writeFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { runCommand } from '../testing/run-command.ts';
import { runUntilStopped } from '../testing/run-until-stopped.ts';
import { serveFakeVllm } from '../testing/serve-fake-vllm.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Runs `lb-rerank serve` on a free port until the test stops it. */
async function serving(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const url = await serveFakeVllm();
  return runUntilStopped(['serve', '--url', url, '--port', '0', ...args], environment);
}

const rerank = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${address}/v2/rerank`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      query: 'What is the scientific name of apples?',
      documents: ['An apple is a fruit.'],
    }),
  });

describe('lb-rerank serve', () => {
  test('serves the model, logs without texts, and ends well when it is told to stop', async () => {
    const served = await serving([]);
    const response = await rerank(served.address);
    expect(response.status).toBe(200);
    const { results } = (await response.json()) as { results: { relevance_score: number }[] };
    expect(results[0]?.relevance_score).toBeCloseTo((6.66570732 - 1) / 6, 6);

    const { exitCode, log } = await served.stop();
    expect(exitCode).toBe(0);
    expect(log).toContain('"status":200');
    expect(log).not.toMatch(/apple/);
    await expect(rerank(served.address)).rejects.toThrow('fetch failed');
  });

  test('keeps web pages away, and takes the names that it is given', async () => {
    const { address } = await serving(['--hosts', 'gw.example', '--metrics-port', '0']);
    const port = new URL(address).port;
    expect((await rerank(address, { origin: 'http://evil.example' })).status).toBe(403);
    // Node's fetch sets no Host.
    const statusBy = async (host: string) => {
      const request = get({ port, path: '/health', headers: { host } });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusBy('evil.example')).toBe(403);
    expect(await statusBy('gw.example')).toBe(200);
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
  });

  test('says on its first screen that Redis is away, and goes on without', async () => {
    const away = (await findSilentAddress()).replace('http', 'redis');
    const { address, told } = await serving([], { LB_RERANK_REDIS: away });
    expect(told()).toContain(`in memory, and shared through ${away} while that answers\n`);
    await vi.waitFor(() => expect(told()).toContain(`  redis    ${away} does not answer yet`));
    expect((await rerank(address)).status).toBe(200);
  });

  test('asks for the keys of the environment and of the file', async () => {
    const keyFile = join(await temporaryFolder(), 'keys.json');
    const key = 'a-key-of-the-file';
    const entry = { name: 'filed', sha256: hash('sha256', key) };
    await writeFile(keyFile, JSON.stringify({ keys: [entry] }));
    const { address } = await serving(['--key-file', keyFile], {
      LB_RERANK_KEYS: 'search=a-key-of-the-environment',
    });
    const statusWith = async (value: string) =>
      (await rerank(address, { authorization: `Bearer ${value}` })).status;
    expect((await rerank(address)).status).toBe(401);
    expect(await statusWith('something-else-altogether')).toBe(401);
    expect(await statusWith('a-key-of-the-environment')).toBe(200);
    expect(await statusWith(key)).toBe(200);
  });

  test('knows a key that is added while it serves, and none that is revoked', async () => {
    const folder = await temporaryFolder();
    const keyFile = join(folder, 'keys.json');
    const key = async (...args: string[]) =>
      (await runCommand(['key', ...args, '--key-file', keyFile], { folder })).stdout.trim();
    const first = await key('add', 'first');
    const served = await serving(['--key-file', keyFile]);
    const statusWith = async (value: string) =>
      (await rerank(served.address, { 'x-api-key': value })).status;
    const untilStatus = (value: string, status: number) =>
      vi.waitFor(async () => expect(await statusWith(value)).toBe(status), 10_000);
    const second = await key('add', 'second');
    await key('revoke', 'first');
    await untilStatus(first, 401);
    await untilStatus(second, 200);
    await key('revoke', 'second');
    await untilStatus(second, 401);
    expect((await rerank(served.address)).status).toBe(401);
    const { log } = await served.stop();
    expect(log).toContain('"keys":["second"],"msg":"keys read again"');
    expect(log).toContain('the key file holds no key any more: nobody is let in');
  });

  test('refuses an address that others reach without keys, and takes it with --no-auth', async () => {
    const args = ['serve', '--url', await serveFakeVllm(), '--port', '0', '--host', '0.0.0.0'];
    const { exitCode, stderr } = await runCommand(args);
    expect(stderr).toContain('--no-auth');
    expect(exitCode).toBe(2);
    const { address } = await serving(['--host', '0.0.0.0', '--no-auth']);
    expect((await rerank(address)).status).toBe(200);
  });

  test('names a key file that does not exist', async () => {
    const { exitCode, stderr } = await runCommand(['serve', '--key-file', '/nowhere.json']);
    expect(stderr).toBe(
      'lb-rerank: key file /nowhere.json does not exist; `lb-rerank key add <name>` makes it, with a first key\n',
    );
    expect(exitCode).toBe(2);
  });

  test('names the variable and the entry of a key that cannot be used', async () => {
    const environment = { LB_RERANK_KEYS: 'search=a-key-of-the-environment,batch' };
    const { exitCode, stderr } = await runCommand(['serve'], { environment });
    expect(stderr).toMatch(
      /^lb-rerank: LB_RERANK_KEYS: keys\[1\] must look like name=key, by a name/,
    );
    expect(exitCode).toBe(2);
  });

  test('says that an address is none of this machine', async () => {
    const args = ['serve', '--url', await serveFakeVllm(), '--host', '192.0.2.1', '--no-auth'];
    const { exitCode, stderr } = await runCommand(args);
    expect(stderr).toMatch(
      /^lb-rerank: 192\.0\.2\.1:8787 is no address of this machine: give one by --host/,
    );
    expect(exitCode).toBe(2);
  });

  test('says that the port is taken', async () => {
    const { address } = await serving([]);
    const args = ['serve', '--url', await serveFakeVllm(), '--port', new URL(address).port];
    const { exitCode, stderr } = await runCommand(args);
    const { host } = new URL(address);
    expect(stderr).toBe(
      `lb-rerank: ${host} is taken: stop what listens there, or give another --port or --metrics-port; 0 takes a free one\n`,
    );
    expect(exitCode).toBe(2);
  });

  test('says that the port is taken before it looks for a model', async () => {
    const { address } = await serving([]);
    const args = ['serve', '--model', '/nowhere.gguf', '--port', new URL(address).port];
    const { exitCode, stderr } = await runCommand(args);
    expect(stderr).toContain('is taken: stop what listens there');
    expect(exitCode).toBe(2);
  });
});
