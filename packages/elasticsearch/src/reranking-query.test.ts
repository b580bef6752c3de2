import type { Client, estypes } from '@elastic/elasticsearch';
import { createReranker, rerankingQuery } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

const hits = ['2', '6'].map((text, id) => ({
  _index: 'books',
  _id: `d${id}`,
  _score: 9 - id,
  _source: { text },
}));
const answer = { took: 1, timed_out: false, _shards: {}, hits: { total: 2, max_score: 9, hits } };
const fake = {
  search: async () => structuredClone(answer),
  msearch: async ({ searches }: { searches: object[] }) => ({
    took: 1,
    responses: searches.filter((_, line) => line % 2 === 1).map(() => structuredClone(answer)),
  }),
};

/** A library that is given a client, and searches by vector; it does not know about reranking. */
const store = (client: Client) => async (): Promise<unknown[]> => {
  const knn: estypes.KnnSearch = { field: 'vector', query_vector: [1], k: 2, num_candidates: 10 };
  const found = await client.search({ index: 'books', size: 2, knn });
  const { responses } = await client.msearch({ searches: [{ index: 'books' }, { knn }] });
  const both = [found, ...(responses as estypes.SearchResponse[])];
  return both.map((each) => each.hits.hits.map(({ _id }) => _id));
};

test('reranks what a library searches by vector, by the text that runs around it', async () => {
  const scorer = fakeScorer(Number);
  const options = { reranker: createReranker({ scorer }), passage: 'text' };
  const find = store(withReranking(fake as unknown as Client, options));
  expect(await rerankingQuery.run('apples', find)).toEqual([
    ['d1', 'd0'],
    ['d1', 'd0'],
  ]);
  expect(new Set(scorer.requests.map(({ query }) => query))).toEqual(new Set(['apples']));
});
