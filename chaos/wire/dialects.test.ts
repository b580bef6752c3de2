import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { createGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { SPOKEN_DIALECTS } from './dialects.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const { app } = createGateway({ reranker, logger: pino({ enabled: false }) });
const question = { query: 'q', documents: ['2', '7', '4'], topN: 2 };

test('are all that the gateway speaks', async () => {
  const document = (await (await app.request('/openapi.json')).json()) as { paths: object };
  // A refusal tells the dialect too.
  const refusals = await Promise.all(
    Object.keys(document.paths).map(async (path) =>
      app.request(path, { method: 'POST', body: '{}' }),
    ),
  );
  const spoken = new Set(refusals.map(({ headers }) => headers.get('x-rerank-dialect')));
  expect(new Set(SPOKEN_DIALECTS.map(({ name }) => name))).toEqual(spoken);
});

test.each(SPOKEN_DIALECTS)(
  'are known as $name by the gateway on $path, and read its results',
  async (dialect) => {
    const { name, path, keepsOrder } = dialect;
    const body = JSON.stringify(dialect.bodyOf(question));
    const response = await app.request(path, { method: 'POST', body });
    expect(response.headers.get('x-rerank-dialect')).toBe(name);
    const results = dialect.resultsOf((await response.json()) as never);
    const relevances = results.map(({ index, relevance }) => [index, relevance.toFixed(6)]);
    const best = [
      [1, '1.000000'],
      [2, '0.500000'],
    ];
    const all = [[0, '0.166667'], ...best];
    // NVIDIA's logits stop short of 1.
    const shown = relevances.map(([index, text]) => [
      index,
      text === '0.999999' ? '1.000000' : text,
    ]);
    expect(shown).toEqual(keepsOrder ? all : best);
  },
);
