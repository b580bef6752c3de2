import type { Client, estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import {
  type PassageSelector,
  type RerankingClient,
  type SearchResponse,
  withReranking,
} from '@lb-rerank/elasticsearch';

/** More hits than a page has, of which the last is longer than the highlighter takes. */
export const FRUIT = 31;
const LONG_TITLE = 'a title that is longer than its keyword field takes';
const MAPPINGS: estypes.MappingTypeMapping = {
  properties: {
    text: { type: 'text' },
    title: { type: 'keyword', ignore_above: 20 },
    tokens: { type: 'keyword' },
    words: { type: 'completion' },
  },
};

/** Indices that hold the same documents about fruit: of one shard, of three, and with a small result window. */
export interface FruitIndices {
  readonly one: string;
  readonly three: string;
  readonly small: string;
}

/** Fills the indices. */
export async function indexFruit(
  client: Client,
  { one, three, small }: FruitIndices,
): Promise<void> {
  const settings = { highlight: { max_analyzed_offset: 1000 }, number_of_replicas: 0 };
  for (const [index, more] of [
    [one, { number_of_shards: 1 }],
    [three, { number_of_shards: 3 }],
    [small, { number_of_shards: 1, max_result_window: 20 }],
  ] as const) {
    await client.indices.create({ index, mappings: MAPPINGS, settings: { ...settings, ...more } });
    const operations = Array.from({ length: FRUIT }, (_, n) => [
      { index: { _index: index, _id: `${n}` } },
      {
        n,
        // The later, the rarer the word is among the others.
        text: `apples ${'and other fruit '.repeat(n === FRUIT - 1 ? 200 : n + 1)}`,
        title: n % 2 === 0 ? LONG_TITLE : `title ${n}`,
        year: 1984 + n,
        tokens: ['zebra', 'apple'],
        words: { input: [`fruit ${n}`] },
        ...(n < 20 && { few: 'here' }),
      },
    ]);
    await client.bulk({ refresh: true, operations: operations.flat() });
  }
}

/** The bare client beside a wrapped one, and the passages that the latter's scorer was given. */
export interface BesideBare {
  readonly read: string[];
  readonly wrap: (passage: PassageSelector) => RerankingClient<Client>;
  readonly both: (
    request: estypes.SearchRequest,
    passage?: PassageSelector,
  ) => Promise<{
    page: estypes.SearchResponse;
    wrapped: SearchResponse<unknown, Record<string, estypes.AggregationsAggregate>>;
  }>;
}

/** Makes what asks both clients the same. */
export function besideBare(bare: Client): BesideBare {
  const read: string[] = [];
  const scorer = fakeScorer((passage) => {
    read.push(passage);
    return 1 + (passage.length % 7) * 0.9;
  });
  const reranker = createReranker({ scorer, cache: false, resilience: { retries: 0 } });
  const wrap = (passage: PassageSelector) =>
    withReranking(bare, { reranker, passage, rankWindowSize: 50 });
  return {
    read,
    wrap,
    async both(request, passage = 'text') {
      read.length = 0;
      return { page: await bare.search(request), wrapped: await wrap(passage).search(request) };
    },
  };
}
