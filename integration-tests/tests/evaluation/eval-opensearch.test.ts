import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createRunFolder } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';

const ROOT = join(import.meta.dirname, '../../..');
const COMMAND = join(ROOT, 'packages/cli/src/bin.ts');
const COLLECTION = join(ROOT, 'examples/demo/collection');

describeWith('lb-rerank eval on OpenSearch', ['opensearch'], ({ opensearch }) => {
  test('names what answers, and the way out, before it asks the model', async () => {
    const model = ['--url', 'http://127.0.0.1:9/v1'];
    const { exitCode, stderr } = await execa(
      process.execPath,
      [COMMAND, 'eval', COLLECTION, '--elasticsearch', opensearch, ...model],
      { cwd: await createRunFolder('eval-opensearch'), reject: false },
    );
    expect(stderr).toMatch(/^lb-rerank: --elasticsearch: OpenSearch \d+\.\d+\.\d+ answers at /);
    expect(stderr).toContain('name it by --run; `lb-rerank try` searches OpenSearch itself');
    expect(exitCode).toBe(2);
  });
});
