import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson, serveFaults } from '@lb-rerank/core/testing';
import { readKeyFile } from '@lb-rerank/gateway';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

const SOURCES = join(import.meta.dirname, '../../../packages/cli/src');
const COMMAND = join(SOURCES, 'bin.ts');
/** The wait of each answer, so that runs meet. */
const ANSWER_MS = 50;
vi.setConfig({ testTimeout: 120_000 });

const ids = Array.from({ length: 3000 }, (_, id) => id);
const PAIRS = ids.map((id) => `{"query":"q ${id}","passage":"p","id":${id}}\n`).join('');

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-writes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the command in a process of its own. */
const run = (folder: string, ...args: string[]) =>
  execa(process.execPath, [COMMAND, ...args], { cwd: folder, reject: false });

/** A folder with pairs, and the way to have them scored into a file by a stand-in for vLLM. */
async function job() {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'pairs.jsonl'), PAIRS);
  const prompts: string[] = [];
  const server = await serveFaults(({ path, body: { input = [] }, response }) => {
    if (path !== '/classify') {
      sendJson(response, { error: { message: 'not found' } }, 404);
      return;
    }
    prompts.push(...input);
    const data = input.map((_, index) => ({ index, probs: [0, 0, 0, 0, 0.5, 0.25, 0.25] }));
    void sleep(ANSWER_MS).then(() => sendJson(response, { data }));
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const rerank = (input: string, output: string) =>
    run(folder, 'rerank', input, '--url', server.baseURL, '--output', output);
  const idsIn = async (name: string) => {
    const lines = (await readFile(join(folder, name), 'utf8')).trim().split('\n');
    return lines.map((line) => (JSON.parse(line) as { id: number }).id);
  };
  return { folder, url: server.baseURL, prompts, rerank, idsIn };
}

describe('lb-rerank rerank', () => {
  test('writes into a pipe, which has no place and holds nothing', async () => {
    const { folder, url } = await job();
    await writeFile(join(folder, 'few.jsonl'), PAIRS.split('\n').slice(0, 2).join('\n'));
    const args = [process.execPath, COMMAND, 'rerank', 'few.jsonl', '--url', url];
    // Node's own pipes are sockets.
    const script = '"$0" "$@" --output /dev/stdout | cat';
    const { stdout } = await execa('sh', ['-c', script, ...args], { cwd: folder });
    expect(stdout.match(/"score":/g)).toHaveLength(2);
  });

  test('runs of one job into one output, by whatever link, write each line once', async () => {
    const { folder, prompts, rerank, idsIn } = await job();
    await symlink('o.jsonl', join(folder, 'link.jsonl'));
    const results = await Promise.all(
      ['o.jsonl', 'o.jsonl', 'link.jsonl'].map((output) => rerank('pairs.jsonl', output)),
    );
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(await idsIn('o.jsonl')).toEqual(ids);
    // Each run asks once whether the server has this mode.
    expect(prompts.length).toBeLessThanOrEqual(ids.length + 3);
    expect((await readdir(folder)).toSorted()).toEqual(['link.jsonl', 'o.jsonl', 'pairs.jsonl']);
  });

  test('a run of another job into that output waits, and leaves it as it is', async () => {
    const { folder, rerank, idsIn } = await job();
    await writeFile(join(folder, 'others.jsonl'), '{"query":"other","passage":"p"}\n');
    const first = rerank('pairs.jsonl', 'o.jsonl');
    await vi.waitFor(() => stat(join(folder, 'o.jsonl')), 30_000);
    const second = await rerank('others.jsonl', 'o.jsonl');
    expect(second.stderr).toContain('o.jsonl is of another input');
    expect(second.exitCode).toBe(2);
    expect(await first).toMatchObject({ exitCode: 0 });
    expect(await idsIn('o.jsonl')).toEqual(ids);
  });

  test('goes on at once where a run was killed, and where one was stopped', async () => {
    const { folder, rerank, idsIn } = await job();
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const running = rerank('pairs.jsonl', 'o.jsonl');
      await vi.waitFor(async () => {
        const { pid } = JSON.parse(await readFile(join(folder, 'o.jsonl.lock'), 'utf8'));
        expect(pid).toBe(running.pid);
      }, 30_000);
      running.kill(signal);
      await running;
    }
    const { exitCode, stderr } = await rerank('pairs.jsonl', 'o.jsonl');
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('waiting');
    expect(await idsIn('o.jsonl')).toEqual(ids);
  });

  test('refuses to append to its input by standard output', async () => {
    const { folder, url } = await job();
    const path = join(folder, 'pairs.jsonl');
    const args = [COMMAND, 'rerank', 'pairs.jsonl', '--url', url];
    const input = await open(path, 'a');
    onTestFinished(() => input.close());
    // It is refused before the server is asked, which could not answer meanwhile.
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      stdio: ['ignore', input.fd, 'pipe'],
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toContain('standard output is the input itself');
    expect(status).toBe(2);
    expect(await readFile(path, 'utf8')).toBe(PAIRS);
  });
});

describe('lb-rerank key', () => {
  test('six at once each add the keys that they show', async () => {
    const folder = await temporaryFolder();
    const keys = ['1', '2', '3', '4', '5'];
    // All is loaded before the first of them begins, or they would come one after the other.
    const program = `
      import { once } from 'node:events';
      import { runCommandLine } from ${JSON.stringify(join(SOURCES, 'run-command-line.ts'))};
      await import(${JSON.stringify(join(SOURCES, 'serve/add-key.ts'))});
      const { argv: [, name], env: environment, stdin, stdout, stderr } = process;
      const world = { environment, folder: process.cwd(), stdin, stdout, stderr, signal: new AbortController().signal };
      stderr.write('ready');
      await once(stdin, 'data');
      for (const key of ${JSON.stringify(keys)}) {
        process.exitCode ||= await runCommandLine(['key', name + key, '--key-file', 'keys.json'], world);
      }
      process.exit();
    `;
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const children = names.map((name) =>
      execa(process.execPath, ['--input-type=module', '-e', program, name], { cwd: folder }),
    );
    await Promise.all(children.map(({ stderr }) => once(stderr, 'data')));
    for (const { stdin } of children) stdin.write('go\n');
    const shown = (await Promise.all(children)).map(({ stdout }) => stdout.split('\n'));
    const known = await readKeyFile(join(folder, 'keys.json'));
    expect(known.map(({ name }) => name).toSorted()).toEqual(
      names.flatMap((name) => keys.map((key) => name + key)),
    );
    const hashes = shown.flat().map((key) => hash('sha256', key));
    expect(known.map(({ sha256 }) => sha256).toSorted()).toEqual(hashes.toSorted());
    expect(await readdir(folder)).toEqual(['keys.json']);
  });

  test('one name is given to one of those who ask for it at once', async () => {
    const folder = await temporaryFolder();
    const results = await Promise.all(
      [1, 2, 3].map(() => run(folder, 'key', 'search', '--key-file', 'keys.json')),
    );
    expect(results.map(({ exitCode }) => exitCode).toSorted((a = 0, b = 0) => a - b)).toEqual([
      0, 2, 2,
    ]);
    expect(results.filter(({ stdout }) => stdout !== '')).toHaveLength(1);
    expect(await readKeyFile(join(folder, 'keys.json'))).toHaveLength(1);
  });
});
