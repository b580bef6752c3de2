import { Client } from '@opensearch-project/opensearch';
import { BackendConnectionError, createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { passageOf } from '@lb-rerank/evaluation';
import { beforeAll, expect, test } from 'vitest';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

interface Answer {
  body: {
    took: number;
    hits: { total: unknown; max_score: number; hits: { _id: string; _score: number }[] };
    aggregations?: unknown;
    rerank?: { outcome: string; scored: number };
  };
  statusCode: number;
}

/** Any order that differs from the engine's will do here. */
const levelOf = (passage: string) => 1 + (passage.length % 601) / 100.2;

describeWith("withReranking around OpenSearch's client", ['opensearch'], ({ opensearch }) => {
  const client = new Client({ node: opensearch });
  const index = `reranked-${process.pid}`;
  const query = { match: { text: 'cells of patients with cancer' } };

  beforeAll(async () => {
    const documents = await scifactDocuments(120);
    const body = documents.flatMap((document) => [
      { index: { _index: index, _id: document.id } },
      { title: document.title, text: passageOf(document) },
    ]);
    await client.bulk({ refresh: true, body });
    return async () => {
      await client.indices.delete({ index });
      await client.close();
    };
  });

  const wrap = (scorer = fakeScorer(levelOf)) =>
    withReranking(client, {
      reranker: createReranker({ scorer, resilience: { retries: 0 } }),
      passage: 'text',
      rankWindowSize: 50,
    });
  const search = async (params: object, scorer = fakeScorer(levelOf)) =>
    (await wrap(scorer).search(params as never)) as unknown as Answer;
  const idsOf = ({ body }: { body: Answer['body'] }) => body.hits.hits.map(({ _id }) => _id);

  test("puts the model's order into the answer under body and leaves the rest", async () => {
    const body = { query, size: 50, aggs: { titles: { value_count: { field: '_id' } } } };
    const bare = (await client.search({ index, body } as never)) as unknown as Answer;
    const answer = await search({ index, body });
    expect(answer.statusCode).toBe(200);
    expect(answer.body.rerank).toMatchObject({ outcome: 'reranked', scored: 50 });
    expect(idsOf(answer)).not.toEqual(idsOf(bare));
    expect(idsOf(answer).toSorted()).toEqual(idsOf(bare).toSorted());
    const scores = answer.body.hits.hits.map(({ _score }) => _score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(answer.body.hits.total).toEqual(bare.body.hits.total);
    expect(answer.body.aggregations).toEqual(bare.body.aggregations);
  });

  test('pages through one order, the rank window first', async () => {
    const whole = idsOf(await search({ index, body: { query, size: 80 } }));
    const starts = [0, 20, 40, 60];
    const pages = await Promise.all(
      starts.map((from) => search({ index, from, body: { query, size: 20 } })),
    );
    expect(pages.flatMap(idsOf)).toEqual(whole);
    expect(new Set(whole).size).toBe(80);
  });

  test('reranks all of an msearch, and leaves a search that failed as it was', async () => {
    const reranking = wrap();
    const single = await search({ index, body: { query, size: 10 } });
    const { body } = (await reranking.msearch({
      body: [
        { index },
        { query, size: 10 },
        { index: 'no-such-index' },
        { query },
        { index },
        { query, size: 10, rerank: false },
      ],
    } as never)) as unknown as { body: { responses: (Answer['body'] & { error?: object })[] } };
    const [reranked, failed, alone] = body.responses;
    expect(idsOf({ body: reranked! })).toEqual(idsOf(single));
    expect(failed!.error).toMatchObject({ type: 'index_not_found_exception' });
    expect(alone!.rerank).toBeUndefined();
  });

  test('fetches a passage that the source leaves out, and takes it out again', async () => {
    const body = { query, _source: ['title'] };
    const bare = (await client.search({ index, body } as never)) as unknown as Answer;
    const scorer = fakeScorer(levelOf);
    const answer = await search({ index, body }, scorer);
    expect(answer.body.rerank).toMatchObject({ outcome: 'reranked', scored: 50 });
    expect(Object.keys(answer.body.hits.hits[0]!).toSorted()).toEqual(
      [...Object.keys(bare.body.hits.hits[0]!), '_rerank'].toSorted(),
    );
  });

  test('cuts the response by filter_path, and reranks through the search helper', async () => {
    const body = { query, size: 5 };
    const whole = idsOf(await search({ index, body }));
    const cut = await search({ index, body, filter_path: 'hits.hits._id' });
    expect(cut.body).toEqual({
      hits: { hits: whole.map((_id) => ({ _id })) },
      rerank: expect.objectContaining({ outcome: 'reranked' }),
    });
    const documents = await wrap().helpers.search({ index, body });
    expect(documents).toHaveLength(5);
    expect(documents[0]).toMatchObject({ text: expect.any(String) });
  });

  test('reranks the page where the rank window is beyond index.max_result_window', async () => {
    const rerank = { rankWindowSize: 20_000 };
    const answer = await search({ index, body: { query, size: 5 }, rerank });
    expect(answer.body.rerank).toMatchObject({
      outcome: 'partial',
      scored: 5,
      error: { argument: 'rankWindowSize' },
      reason: expect.stringContaining('beyond 10000, the index.max_result_window') as string,
    });
  });

  test("gives the engine's own order, marked, where the model fails", async () => {
    const failing = fakeScorer(() => {
      throw new BackendConnectionError({ url: 'http://127.0.0.1:9' });
    });
    const body = { query, size: 20 };
    const bare = (await client.search({ index, body } as never)) as unknown as Answer;
    const answer = await search({ index, body }, failing);
    expect(answer.body.rerank).toMatchObject({ outcome: 'fallback' });
    expect(idsOf(answer)).toEqual(idsOf(bare));
    expect(answer.body.hits.max_score).toBe(bare.body.hits.max_score);
  });

  test("passes the engine's errors on as the client's own", async () => {
    await expect(search({ index: 'no-such-index', body: { query } })).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
    });
  });
});
