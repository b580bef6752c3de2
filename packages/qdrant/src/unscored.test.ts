import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import type { PassageSelector } from './passage/passage-selector.ts';
import { rerankedQuery } from './reranked-query.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });

test.each<[PassageSelector, string]>([
  ['chunks.text', 'the payload field chunks.text'],
  [['title', 'body'], 'the payload fields title or body'],
  [() => null, 'a text by the function `passage`'],
])(
  'says of a rank window in which no point has a passage what it looked for: %s',
  async (passage, told) => {
    const points = [0, 1].map((id) => ({ id, version: 0, score: 1 - id, payload: { text: '2' } }));
    const client = { query: async () => ({ points }) };
    const response = await rerankedQuery(client, { reranker, passage })('books', {
      query: [1],
      rerank: { query: 'apples' },
    });
    expect(response.points.map(({ id }) => id)).toEqual([0, 1]);
    expect(response.rerank).toMatchObject({
      outcome: 'unscored',
      reason: expect.stringContaining(`has ${told}`) as string,
    });
  },
);
