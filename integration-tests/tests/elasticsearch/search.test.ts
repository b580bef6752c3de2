import { Client } from '@elastic/elasticsearch';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { rerankedSearch } from '@lb-rerank/elasticsearch';
import { passageOf } from '@lb-rerank/evaluation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOrderOfReference } from '../../expectations/expect-order-of-reference.ts';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

describeWith('rerankedSearch', ['elasticsearch', 'vllm'], ({ elasticsearch, vllm }) => {
  const client = new Client({ node: elasticsearch });
  const index = `reranked-search-${process.pid}`;
  const text = 'Do vitamin supplements lower the risk of cancer in patients?';
  const existing = {
    index,
    query: { multi_match: { query: text, fields: ['title', 'text'] } },
    aggs: { long: { filter: { range: { length: { gte: 1500 } } } } },
    highlight: { fields: { title: {} } },
    track_total_hits: true,
  };

  beforeAll(async () => {
    const documents = await scifactDocuments(200);
    const operations = documents.flatMap((document) => [
      { index: { _index: index, _id: document.id } },
      { title: document.title, text: passageOf(document), length: document.text.length },
    ]);
    await client.bulk({ refresh: true, operations });
  });
  afterAll(() => client.indices.delete({ index }));

  const searchWith = (baseURL: string) =>
    rerankedSearch<{ title: string; text: string }>(client, {
      reranker: createReranker({
        scorer: createVllmScorer({ baseURL, model: 'lb-reranker' }),
        deadlineMs: Infinity,
      }),
      passage: 'text',
      rankWindowSize: 30,
    });

  test("gives an existing query the model's order and leaves the rest as it was", async () => {
    const bare = await client.search({ ...existing, size: 30 });
    const response = await searchWith(`${vllm}/v1`)({
      ...existing,
      size: 30,
      rerank: { query: text },
    });
    expect(response.rerank).toMatchObject({
      outcome: 'reranked',
      rank_window_size: 30,
      scored: 30,
    });
    expect(response.hits.hits.map(({ _id }) => _id)).not.toEqual(
      bare.hits.hits.map(({ _id }) => _id),
    );
    expect(new Set(response.hits.hits.map(({ _id }) => _id))).toEqual(
      new Set(bare.hits.hits.map(({ _id }) => _id)),
    );
    expect(response.hits.total).toEqual(bare.hits.total);
    expect(response.aggregations).toEqual(bare.aggregations);
    for (const { _id, _rerank, highlight } of response.hits.hits) {
      const before = bare.hits.hits.findIndex((hit) => hit._id === _id);
      expect(_rerank.retriever_rank).toBe(before + 1);
      expect(_rerank.retriever_score).toBe(bare.hits.hits[before]?._score);
      expect(highlight).toEqual(bare.hits.hits[before]?.highlight);
    }
    await expectOrderOfReference(
      text,
      response.hits.hits.map(({ _source, _rerank }) => ({
        passage: _source!.text,
        score: _rerank.score,
      })),
    );
  });

  test('pages through one order, the rank window first', async () => {
    const search = searchWith(`${vllm}/v1`);
    const page = async (from: number, size: number) => {
      const { hits } = await search({ ...existing, from, size, rerank: { query: text } });
      return hits.hits.map(({ _id }) => _id);
    };
    const whole = await page(0, 60);
    const pages = [await page(0, 20), await page(20, 20), await page(40, 20)];
    expect(pages.flat()).toEqual(whole);
    expect(new Set(whole).size).toBe(60);
  });

  test("answers in the engine's order, marked, when no model server is there", async () => {
    const bare = await client.search({ ...existing, size: 30 });
    const response = await searchWith('http://127.0.0.1:9/v1')({
      ...existing,
      size: 30,
      rerank: { query: text },
    });
    expect(response.rerank).toMatchObject({
      outcome: 'fallback',
      scored: 0,
      error: { code: 'backend_connection' },
    });
    expect(response.hits.hits.map(({ _id, _score }) => [_id, _score])).toEqual(
      bare.hits.hits.map(({ _id, _score }) => [_id, _score]),
    );
  });
});
