import { Readable } from 'node:stream';
import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { type CorpusDocument, evaluate, openBeirCollection } from '@lb-rerank/evaluation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

/** As many as the model authors evaluated, of the ids sorted as strings. */
const QUERIES = 250;

describeWith('SciFact in the set-up of the model card', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const index = `scifact-${process.pid}`;
  const client = withReranking(bare, {
    reranker: createReranker({ scorer: fakeScorer(() => 4) }),
    passage: ['title', 'txt'],
  });

  beforeAll(async () => {
    const text = { type: 'text', analyzer: 'english' } as const;
    const similarity = { default: { type: 'BM25', k1: 1.2, b: 0.75 } } as const;
    await bare.indices.create({
      index,
      settings: { number_of_shards: 1, similarity },
      mappings: { properties: { title: text, txt: text } },
    });
    const { documents } = await openBeirCollection(SCIFACT, 'test');
    await bare.helpers.bulk<CorpusDocument>({
      datasource: Readable.from(documents()),
      refreshOnCompletion: index,
      onDocument: ({ id, title, text: txt }) => [
        { index: { _index: index, _id: id } },
        { title, txt },
      ],
    });
  });
  afterAll(() => bare.indices.delete({ index }));

  test('finds what the published evaluation found', async () => {
    const { queries, qrels } = await openBeirCollection(SCIFACT, 'test');
    const ids = [...qrels.keys()].toSorted().slice(0, QUERIES);
    const run = new Map<string, Map<string, number>>();
    for (const id of ids) {
      const { hits } = await client.search({
        index,
        search_type: 'dfs_query_then_fetch',
        query: {
          multi_match: {
            query: queries.get(id)!,
            type: 'best_fields',
            fields: ['title', 'txt'],
            tie_breaker: 0.5,
          },
        },
        size: 101,
        _source: false,
        rerank: false,
      });
      const others = hits.hits.filter(({ _id }) => _id !== id).slice(0, 100);
      run.set(id, new Map(others.map(({ _id, _score }) => [_id!, _score!])));
    }
    const { mean } = evaluate({
      qrels: new Map(ids.map((id) => [id, qrels.get(id)!])),
      run,
      metrics: ['recall@100', 'p@100', 'ndcg@10'],
    });
    console.log(mean);
    expect(Math.abs(mean['recall@100'] - 0.91187)).toBeLessThan(1e-5);
    expect(Math.abs(mean['p@100'] - 0.01028)).toBeLessThan(1e-5);
    expect(Math.abs(mean['ndcg@10'] - 0.68931)).toBeLessThan(1e-3);
  });
});
