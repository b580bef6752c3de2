import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { serveGateway } from '@lb-rerank/gateway';
import { execa } from 'execa';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { startTrial } from '@lb-rerank/test-engines/elasticsearch';

const README = join(import.meta.dirname, '../../../packages/elasticsearch/README.md');

describeWith("the adapter's README", ['elasticsearch', 'vllm'], ({ elasticsearch, vllm }) => {
  test('shows queries that run one after the other, but for index and addresses', async () => {
    const blocks = [...(await readFile(README, 'utf8')).matchAll(/```ts\n(.*?)```/gs)];
    expect(blocks).toHaveLength(5);
    const client = new Client({ node: elasticsearch });
    await startTrial(client);
    const [index, inferenceId] = [`readme-${process.pid}`, `lb-rerank-readme-${process.pid}`];
    await using gateway = await serveGateway({
      reranker: createReranker({ scorer: fakeScorer(() => 4) }),
      settings: { port: 0 },
      logger: pino({ level: 'silent' }),
    });
    const texts = ['The scientific name of the apple is Malus domestica.', 'Apples are red.'];
    await client.bulk({
      refresh: true,
      operations: texts.flatMap((text) => [
        { index: { _index: index } },
        { title: 'Apples', text, date: '2026-01-01' },
      ]),
    });
    const program = join(import.meta.dirname, `adapter-readme-${process.pid}.ts`);
    const addressed = blocks
      .map(([, code]) => code)
      .join('\n')
      .replaceAll("'articles'", `'${index}'`)
      .replaceAll("'lb-rerank'", `'${inferenceId}'`)
      .replace('replace: true', `replace: true, inferenceId: '${inferenceId}'`)
      .replace('http://127.0.0.1:9200', elasticsearch)
      .replace('http://127.0.0.1:8000', vllm)
      .replace('http://127.0.0.1:8787', gateway.url);
    expect(addressed).not.toMatch(/:9200|:8000|:8787/);
    await writeFile(program, addressed);
    try {
      const { stdout } = await execa(process.execPath, [program]);
      const [first, score, ...pages] = stdout.split(/\n(?=\d)/);
      expect(first).toMatch(/^reranked \{/);
      expect(Number(score)).toBeGreaterThanOrEqual(1);
      expect(pages).toEqual(['2', '0', '0']);
    } finally {
      await rm(program, { force: true });
      await client.indices.delete({ index });
      await client.inference.delete({ inference_id: inferenceId });
    }
  });
});
