import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { rerankedQuery } from './reranked-query.ts';
import { createQdrantRetriever } from './retriever/create-qdrant-retriever.ts';

const texts = [
  '<nav>7</nav><p>2',
  '<script>draw(7)</script>',
  '<main><p hidden>1</p><b>6</b></main>',
];
const points = texts.map((text, id) => ({ id, version: 0, score: 1 - id / 10, payload: { text } }));
const client = { query: async () => ({ points }) };
const options = {
  reranker: createReranker({ scorer: fakeScorer(Number) }),
  passage: { field: 'text', format: 'html' },
} as const;

test('scores the text of HTML, leaves payloads as they are, and scores none without a text', async () => {
  const response = await rerankedQuery(client, options)('pages', {
    query: [1],
    with_payload: true,
    rerank: { query: 'apples' },
  });
  expect(response.points.map(({ id, rerank, payload }) => [id, rerank.score, payload])).toEqual([
    [2, 6, { text: texts[2] }],
    [0, 2, { text: texts[0] }],
    [1, null, { text: texts[1] }],
  ]);
  expect(response.rerank).toMatchObject({ outcome: 'reranked', scored: 2 });
});

test('retrieves the text that was scored, behind its label', async () => {
  const retriever = createQdrantRetriever({
    ...options,
    reranker: createReranker({ scorer: fakeScorer((text) => Number(text.replace('Level: ', ''))) }),
    passage: { ...options.passage, label: 'Level' },
    client,
    collection: 'pages',
    embed: () => [1],
  });
  const passages = await retriever.retrieve('apples');
  expect(passages.map(({ text }) => text)).toEqual(['Level: 6', 'Level: 2', null]);
});
