import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sendJson, serveFaults } from '@lb-rerank/core/testing';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const EXAMPLES = join(import.meta.dirname, '../../../examples');

/** Runs an example as a user does; it exits with another status than 0 unless its own check holds. */
async function run(
  name: string,
  env: Record<string, string | undefined> = {},
  program = name,
): Promise<string> {
  const path = join(EXAMPLES, name, `${program}.ts`);
  expect((await readFile(path, 'utf8')).split('\n').length).toBeLessThanOrEqual(40);
  const { stdout } = await execa(process.execPath, [path], {
    env: { ...env, LB_RERANK_OFFLINE: '1' },
  });
  return stdout;
}

describe('examples', () => {
  test('local ranks inside the process', async () => {
    expect(await run('local')).not.toBe('');
  });

  test('minisearch reranks through an adapter of one small file', async () => {
    const adapter = await readFile(join(EXAMPLES, 'minisearch', 'with-reranking.ts'), 'utf8');
    expect(adapter.split('\n').length).toBeLessThanOrEqual(80);
    expect((await run('minisearch')).split('\n')[0]).toContain('Malus domestica');
  });
});

describeWith('examples on Elasticsearch', ['elasticsearch'], ({ elasticsearch }) => {
  test('elasticsearch shows four documents in their new order', async () => {
    const output = await run('elasticsearch', { ELASTICSEARCH_URL: elasticsearch });
    expect(output).toContain('Malus domestica');
  });
});

describeWith('examples on Qdrant', ['qdrant'], ({ qdrant }) => {
  test('qdrant shows four points in their new order', async () => {
    expect(await run('qdrant', { QDRANT_URL: qdrant })).toContain('Malus domestica');
  });

  test('retriever shows the passages that answer a question', async () => {
    const output = await run('qdrant', { QDRANT_URL: qdrant }, 'retriever');
    expect(output.split('\n')[0]).toContain('Malus domestica');
  });

  test('rag gives a chat model the best passages, in ten lines', async () => {
    const program = await readFile(join(EXAMPLES, 'qdrant', 'rag.ts'), 'utf8');
    const lines = program.split('\n').filter((line) => line !== '' && !line.startsWith('/**'));
    expect(lines.length).toBeLessThanOrEqual(10);
    // Stands for a chat model: it answers with what it was asked.
    await using model = await serveFaults(({ body, response }) => {
      const [message] = body.messages ?? [];
      sendJson(response, { choices: [{ index: 0, message }] });
    });
    const env = { QDRANT_URL: qdrant, OPENAI_BASE_URL: model.baseURL, OPENAI_API_KEY: 'none' };
    expect(await run('qdrant', env, 'rag')).toContain(
      '[1] The scientific name of the apple is Malus domestica.',
    );
    expect(model.requests).toEqual(['/v1/chat/completions']);
  });

  test('rag shows what a chat model would be asked where there is no key for one', async () => {
    const output = await run('qdrant', { QDRANT_URL: qdrant, OPENAI_API_KEY: undefined }, 'rag');
    expect(output).toContain('No OPENAI_API_KEY is set');
    expect(output).toContain('[1] The scientific name of the apple is Malus domestica.');
  });
});
