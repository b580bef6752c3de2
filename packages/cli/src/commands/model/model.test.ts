import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../testing/run-command.ts';
import { serve } from '../../testing/serve.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const FILE = Buffer.from(`GGUF${'weights '.repeat(10_000)}`);

/** A stand-in for the model hub, which has one file. */
const serveHub = (checksum = hash('sha256', FILE)) =>
  serve(({ method, headers }, response) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const part = from === undefined ? FILE : FILE.subarray(Number(from), Number(to) + 1);
    response.writeHead(from === undefined ? 200 : 206, {
      'accept-ranges': 'bytes',
      'content-length': part.length,
      'x-linked-etag': `"${checksum}"`,
      'x-linked-size': FILE.length,
      ...(from !== undefined && { 'content-range': `bytes ${from}-${to}/${FILE.length}` }),
    });
    response.end(method === 'HEAD' ? undefined : part);
  });

describe('lb-rerank model', () => {
  test('pulls a file, finds it, lists it and removes it', async () => {
    const folder = await temporaryFolder();
    const environment = { HF_ENDPOINT: await serveHub(), LB_RERANK_CACHE: folder };
    const model = (...args: string[]) => runCommand(['model', ...args], { environment });
    const path = join(folder, 'lb-reranker-0.5B-v1.0-Q4_K_M.gguf');

    const pulled = await model('pull', '--quantisation', 'Q4_K_M');
    expect(pulled).toMatchObject({ exitCode: 0, stdout: `${path}\n` });
    expect(FILE.equals(await readFile(path))).toBe(true);
    expect((await model('path')).stdout).toBe(`${path}\n`);
    expect((await model('list')).stdout).toMatch(new RegExp(`Q4_K_M .* ${path}`));

    expect((await model('remove', 'Q4_K_M')).stdout).toBe(`${path}\n`);
    expect(existsSync(path)).toBe(false);
    expect(await model('remove', 'Q4_K_M')).toMatchObject({ exitCode: 1, stdout: '' });
  }, 30_000);

  test('keeps nothing of a file that arrived damaged', async () => {
    const folder = await temporaryFolder();
    const HF_ENDPOINT = await serveHub(hash('sha256', 'another file'));
    const environment = { HF_ENDPOINT, LB_RERANK_CACHE: folder };
    const { exitCode, stdout, stderr } = await runCommand(['model', 'pull'], { environment });
    expect(stderr).toContain('checksum');
    expect(stdout).toBe('');
    expect(exitCode).toBe(3);
    expect(await runCommand(['model', 'path'], { environment })).toMatchObject({ exitCode: 1 });
  }, 30_000);

  test('says what to do where the hub does not answer', async () => {
    const environment = {
      HF_ENDPOINT: 'http://127.0.0.1:9',
      LB_RERANK_CACHE: await temporaryFolder(),
    };
    const { exitCode, stderr } = await runCommand(['model', 'pull'], { environment });
    expect(stderr).toContain('the hub does not answer; try again');
    expect(exitCode).toBe(3);
  });
});
