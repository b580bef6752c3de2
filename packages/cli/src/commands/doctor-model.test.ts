import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('lb-rerank doctor, of a model in this process', () => {
  test('says that the stand-in is one, and how to get the model', async () => {
    const environment = { LB_RERANK_OFFLINE: '1', LB_RERANK_CACHE: await temporaryFolder() };
    const args = ['doctor', '--quick', '--threads', '1', '--format', 'json'];
    const { exitCode, stdout } = await runCommand(args, { environment });
    const [{ findings }] = JSON.parse(stdout).subjects;
    expect(findings).toMatchObject([
      { title: 'model file', status: 'ok', says: expect.stringContaining('lb-rerank-mini.gguf') },
      {
        title: 'golden pairs',
        status: 'warning',
        says: expect.stringContaining('the golden values do not apply'),
        remedy: expect.stringContaining('lb-rerank model pull'),
      },
    ]);
    expect(exitCode).toBe(0);
  }, 60_000);

  test.each([
    [
      'is missing',
      undefined,
      'no such file; --model or LB_RERANK_MODEL must name a GGUF, or be left out',
    ],
    ['is no GGUF', 'GIF89a', 'is not a GGUF file'],
  ])('says that its file %s', async (_, content, message) => {
    const path = join(await temporaryFolder(), 'model.gguf');
    if (content !== undefined) await writeFile(path, content);
    const { exitCode, stdout } = await runCommand(['doctor', '--model', path]);
    expect(stdout).toContain(`✗ model file       ${path}: ${message}`);
    expect(stdout).toContain('nothing to see yet of golden pairs, throughput');
    expect(exitCode).toBe(1);
  });
});
