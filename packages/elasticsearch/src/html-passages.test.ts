import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import type { SearchClient } from './client/ports.ts';
import { rerankedSearch } from './reranked-search.ts';

const bodies = [
  '<nav>7</nav><p>2',
  '<script>draw(7)</script>',
  '<main><p hidden>1</p><b>6</b></main>',
  '<div>4</div><!-- 7 -->',
];

/** An engine whose documents hold these bodies. */
const client = {
  search: async () => ({
    hits: {
      hits: bodies.map((body, n) => ({
        _index: 'pages',
        _id: `d${n}`,
        _score: 9 - n,
        _source: { body },
      })),
    },
  }),
} as unknown as SearchClient;
const query = { match: { body: 'apples' } };

test('scores the text of HTML, leaves the documents as they are, and scores none without a text', async () => {
  const read: string[] = [];
  const scorer = fakeScorer((text) => {
    read.push(text);
    return Number(text);
  });
  const search = rerankedSearch<{ body: string }>(client, {
    reranker: createReranker({ scorer }),
    passage: { field: 'body', format: 'html' },
  });
  const { hits, rerank } = await search({ query, rerank: { query: 'apples' } });
  expect(hits.hits.map(({ _id, _score, _source }) => [_id, _score, _source])).toEqual([
    ['d2', 6, { body: bodies[2] }],
    ['d3', 4, { body: bodies[3] }],
    ['d0', 2, { body: bodies[0] }],
    ['d1', null, { body: bodies[1] }],
  ]);
  expect(rerank).toMatchObject({ outcome: 'reranked', scored: 3 });
  expect(read.toSorted()).toEqual(['2', '4', '6']);
});

test('says what was looked for where no HTML has a text', async () => {
  const search = rerankedSearch(client, {
    reranker: createReranker({ scorer: fakeScorer(Number) }),
    passage: [{ field: 'title' }, { field: 'none', format: 'html', label: 'Text' }],
  });
  const { rerank } = await search({ query, rerank: { query: 'apples' } });
  expect(rerank).toMatchObject({
    outcome: 'unscored',
    reason: expect.stringContaining('the passage fields title, none') as string,
  });
});
