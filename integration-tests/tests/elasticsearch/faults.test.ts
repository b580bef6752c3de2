import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, errors, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const levelOf = (passage: string) => 1 + (passage.length % 7) * 0.8;
const wrap = (client: Client, scorer = fakeScorer(levelOf)) =>
  withReranking(client, { reranker: createReranker({ scorer }), passage: 'text' });
const errorOf = (searching: Promise<unknown>) =>
  searching.then(
    () => undefined,
    (error) => error,
  );
const query = { match: { text: 'apple' } };
/** Takes a while for each document that it is asked of. */
const slowly = (
  script = 'double s = 0; for (int i = 0; i < 200000; ++i) { s += Math.sqrt(i) } return s',
) => ({
  script_score: { query, script: { source: script } },
});

describeWith('faults of Elasticsearch', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch, maxRetries: 0 });
  const client = wrap(bare);
  const named = (name: string) => `faults-${name}-${process.pid}`;
  const [books, others, narrow] = [named('books'), named('others'), named('narrow')];

  const fill = (index: string, count: number, field: object) =>
    bare.bulk({
      refresh: true,
      operations: Array.from({ length: count }, (_, n) => [
        { index: { _index: index } },
        { text: `apple ${'pie '.repeat(n % 9)}`, ...field },
      ]).flat(),
    });
  beforeAll(async () => {
    await bare.indices.create({ index: narrow, settings: { max_result_window: 50 } });
    await fill(books, 1500, { pages: 5 });
    await fill(others, 20, {});
    await fill(narrow, 20, {});
  });
  afterAll(() => bare.indices.delete({ index: [books, others, narrow] }));

  test('reranks what came of an answer in which shards failed, and says so as the engine does', async () => {
    const search = { index: [books, others], query: slowly("doc['pages'].value") };
    const [partial, whole] = [await client.search(search), await bare.search(search)];
    expect(partial._shards).toMatchObject({ failed: 1, total: 2 });
    expect(partial._shards.failures?.[0]).toEqual(whole._shards.failures?.[0]);
    expect(partial.rerank).toMatchObject({ outcome: 'reranked', scored: 100 });
    expect(partial.hits.total).toEqual(whole.hits.total);
  });

  test('reranks what the engine found before its own timeout, and says so as the engine does', async () => {
    const partial = await client.search({
      index: books,
      query: slowly(),
      timeout: '1ms',
      rerank: {},
    });
    expect(partial.timed_out).toBe(true);
    expect(partial.rerank.outcome).toBe('reranked');
    expect(partial.rerank.scored).toBe(partial.rerank.rank_window_size);
  });

  test("gives the client's TimeoutError where the engine takes longer than a call allows", async () => {
    const searching = client.search({ index: books, query: slowly() }, { requestTimeout: 20 });
    expect(await errorOf(searching)).toBeInstanceOf(errors.TimeoutError);
  });

  test("gives the engine's error where an index is deleted between two pages", async () => {
    const index = named('fleeting');
    await fill(index, 30, {});
    const page = (from: number) => client.search({ index, query, from, size: 10 });
    expect((await page(0)).hits.hits).toHaveLength(10);
    const { id } = await client.openPointInTime({ index, keep_alive: '1m' });
    await bare.indices.delete({ index });
    const error = await errorOf(page(10));
    expect(error).toBeInstanceOf(errors.ResponseError);
    expect(error).toMatchObject({ statusCode: 404, message: expect.stringContaining(index) });
    const within = { pit: { id }, query };
    const [expected, actual] = [bare, client].map((one) => errorOf(one.search(within)));
    const { message, statusCode } = (await expected) as errors.ResponseError;
    expect(await actual).toMatchObject({ message, statusCode, name: 'ResponseError' });
  });

  test("gives an engine's error as the answer where a call says so", async () => {
    const answer: unknown = await client.search({ index: 'nowhere', query }, { ignore: [404] });
    expect(answer).toMatchObject({ status: 404, error: { type: 'index_not_found_exception' } });
  });

  test("is aborted in the engine with the client's own error", async () => {
    const controller = new AbortController();
    const searching = errorOf(
      client.search({ index: books, query: slowly() }, { signal: controller.signal }),
    );
    setTimeout(() => controller.abort(), 30);
    expect(await searching).toBeInstanceOf(errors.RequestAbortedError);
  });

  test('is aborted in the model with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('the user left');
    const never = fakeScorer(() => {
      controller.abort(reason);
      return new Promise<number>(() => {});
    });
    const searching = wrap(bare, never).search(
      { index: books, query },
      { signal: controller.signal },
    );
    expect(await errorOf(searching)).toBe(reason);
  });

  test.each<[string, estypes.SearchRequest]>([
    ['an index', { index: narrow }],
    ['one of several indices', { index: [books, narrow] }],
  ])(
    'reranks the page where the rank window is beyond the index.max_result_window of %s',
    async (_, search) => {
      const page = await bare.search({ ...search, query });
      const wrapped = await client.search({ ...search, query, rerank: {} });
      expect(wrapped.rerank).toMatchObject({
        outcome: 'partial',
        scored: page.hits.hits.length,
        error: { code: 'invalid_request', argument: 'rankWindowSize' },
        reason: expect.stringContaining('beyond 50, the index.max_result_window') as string,
      });
      const idsOf = ({ hits }: { hits: { hits: { _id?: string }[] } }) =>
        hits.hits.map(({ _id }) => `${_id}`).toSorted();
      expect(idsOf(wrapped)).toEqual(idsOf(page));
      const fitting = await client.search({ index: narrow, query, rerank: { rankWindowSize: 50 } });
      expect(fitting.rerank).toMatchObject({ outcome: 'reranked', scored: 20 });
    },
  );

  test("gives the engine's own error for a page beyond index.max_result_window", async () => {
    const search = { index: narrow, query, from: 45, size: 10 };
    const expected = (await errorOf(bare.search(search))) as errors.ResponseError;
    const error = await errorOf(client.search(search));
    expect(error).toBeInstanceOf(errors.ResponseError);
    expect(error).toMatchObject({ statusCode: 400, message: expected.message });
  });

  test('reranks the page of one search of several whose rank window is beyond that of one of its indices', async () => {
    const searches = [{ index: books }, { query }, { index: [books, narrow] }, { query }];
    const { responses } = await client.msearch({ searches });
    expect(responses).toMatchObject([
      { rerank: { outcome: 'reranked' } },
      { rerank: { outcome: 'partial', error: { argument: 'rankWindowSize' } } },
    ]);
  });
});

describe('an Elasticsearch that has too much to do', () => {
  let server: Server;
  let requests = 0;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      requests += 1;
      const error = { type: 'circuit_breaking_exception', reason: 'Data too large' };
      response
        .writeHead(429, {
          'content-type': 'application/json',
          'x-elastic-product': 'Elasticsearch',
        })
        .end(JSON.stringify({ error, status: 429 }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return () => server.close();
  });

  test("gives the client's own error, after as many tries as the client makes by itself", async () => {
    const { port } = server.address() as AddressInfo;
    const bare = new Client({ node: `http://127.0.0.1:${port}`, maxRetries: 1 });
    const expected = (await errorOf(bare.search({ query }))) as errors.ResponseError;
    const triesOfBare = requests;
    const error = await errorOf(wrap(bare).search({ query }));
    expect(error).toBeInstanceOf(errors.ResponseError);
    expect(error).toMatchObject({ statusCode: 429, message: expected.message });
    expect(requests - triesOfBare).toBe(triesOfBare);
  });
});
