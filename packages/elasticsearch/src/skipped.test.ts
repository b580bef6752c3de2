import { Readable } from 'node:stream';
import type { Client, estypes } from '@elastic/elasticsearch';
import { createReranker, InvalidRequestError } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { rerankedSearch } from './reranked-search.ts';
import { apples, HITS, recordingClient } from './testing/recording-client.ts';
import { withReranking } from './with-reranking.ts';

/** Requests that cannot be reranked, each with the part that stands in the way. */
const LISTINGS: [string, string, estypes.SearchRequest | undefined][] = [
  ['no request at all', 'rerank.query', undefined],
  ['no query', 'rerank.query', { index: 'a' }],
  ['match_all', 'rerank.query', { query: { match_all: {} } }],
  ['a filter alone', 'rerank.query', { query: { bool: { filter: { term: { a: 1 } } } } }],
  ['ids', 'rerank.query', { query: { ids: { values: ['1'] } } }],
  ['a prefix', 'rerank.query', { query: { prefix: { text: 'app' } } }],
  [
    'two texts',
    'rerank.query',
    { query: { bool: { should: [apples, { match: { title: 'pears' } }] } } },
  ],
  ['another order', 'sort', { query: apples, sort: 'updated' }],
  ['a sort that the engine judges', 'sort', { query: apples, sort: [null] as never }],
  ['no sort at all', 'sort', { query: apples, sort: null as never }],
  ['a scroll', 'scroll', { query: apples, scroll: '1m' }],
  ['search_after', 'search_after', { query: apples, search_after: [1] }],
  ['a size that the engine judges', 'size', { query: apples, size: -1 }],
  ['a size that is none', 'size', { query: apples, size: null as never }],
  ['a size that says yes', 'size', { query: apples, size: true as never }],
  ['a size that is a list', 'size', { query: apples, size: [3] as never }],
  ['a size in hexadecimals', 'size', { query: apples, size: '0x10' as never }],
  ['a size as a fraction writes it', 'size', { query: apples, size: '1e1' as never }],
  ['a size with space before it', 'size', { query: apples, size: ' 3' as never }],
  ['a from that says no', 'from', { query: apples, from: false as never }],
  ['a body that is no JSON', 'body', { query: apples, body: '{"query":' }],
];

describe('a search that says nothing of reranking and cannot be reranked', () => {
  test.each(LISTINGS)(
    'goes to the engine as it came, and is marked: %s',
    async (_, argument, request) => {
      const { client, calls } = recordingClient();
      const answer = await client.search(request);
      expect(calls).toHaveLength(1);
      expect(calls[0]![0]).toEqual(request ?? {});
      expect(answer).toEqual({
        took: 1,
        hits: { max_score: 9, hits: HITS },
        rerank: { outcome: 'skipped', reason: expect.stringContaining(argument) as string },
      });
    },
  );

  test('tells the texts of which none is the one', async () => {
    const { client } = recordingClient();
    const { rerank } = await client.search(LISTINGS[6]![2]);
    expect(rerank).toMatchObject({ reason: expect.stringMatching(/"apples".*"pears"/) as string });
  });

  test.each(LISTINGS)(
    'is refused where it asks for reranking: %s',
    async (_, argument, request = {}) => {
      const { client, calls, engine, reranker } = recordingClient();
      const refusal = { code: 'invalid_request', argument };
      await expect(client.search({ ...request, rerank: {} })).rejects.toMatchObject(refusal);
      const search = rerankedSearch(engine as never, { reranker, passage: 'text' });
      await expect(search(request)).rejects.toMatchObject(refusal);
      const refusing = recordingClient({ whenNotRerankable: 'refuse' });
      await expect(refusing.client.search(request)).rejects.toMatchObject(refusal);
      expect([...calls, ...refusing.calls]).toEqual([]);
    },
  );

  test('is marked where nothing of its answer is left, but not where that is an error or a stream', async () => {
    const answers = [
      {},
      { error: { type: 'index_not_found_exception' }, status: 404 },
      Readable.from([]),
    ];
    const engine = { search: () => Promise.resolve(answers.shift()) };
    const reranker = createReranker({ scorer: fakeScorer(Number) });
    const client = withReranking(engine as never, { reranker, passage: 'text' }) as Client;
    expect(await client.search({})).toMatchObject({ rerank: { outcome: 'skipped' } });
    expect(await client.search({})).not.toHaveProperty('rerank');
    expect(await client.search({})).toBeInstanceOf(Readable);
  });

  test('leaves the others of an msearch alone', async () => {
    const { client, calls } = recordingClient();
    const searches = [
      { index: 'a' },
      { query: apples },
      {},
      { sort: 'date' },
      {},
      { query: apples },
    ];
    const { responses } = await client.msearch({ searches });
    expect((calls[0]![0] as { searches: unknown[] }).searches[3]).toBe(searches[3]);
    expect(responses).toMatchObject([
      { rerank: { outcome: 'reranked' }, hits: { hits: [{ _id: 'd1' }, { _id: 'd0' }] } },
      { rerank: { outcome: 'skipped' }, hits: { hits: [{ _id: 'd0' }, { _id: 'd1' }] } },
      { rerank: { outcome: 'reranked' } },
    ]);
  });

  test.each([[{ asStream: true }], [{ querystring: 'size=3' }]])(
    'keeps options as they came: %o',
    async (options) => {
      const { client, calls } = recordingClient();
      const request = { query: apples };
      await client.search(request, options as never);
      expect(calls).toEqual([[request, options]]);
    },
  );

  test('keeps the options of an msearch as they came, and marks what they leave to be read', async () => {
    const { client, calls } = recordingClient();
    const searches = [{}, { query: apples }, {}, { query: apples, sort: 'date' }];
    const request = { filter_path: 'responses.hits', searches };
    const options = { querystring: 'size=3' } as object;
    const { responses } = await client.msearch(request, options);
    expect(calls).toEqual([[request, options]]);
    expect(responses).toMatchObject([
      { rerank: { outcome: 'skipped', reason: expect.stringContaining('querystring.size') } },
      { rerank: { outcome: 'skipped', reason: expect.stringContaining('sort') } },
    ]);
  });
});

test.each([
  ['suggestions alone', { suggest: { words: { text: 'aple', term: { field: 'text' } } } }],
  ['totals alone', { size: 0, query: apples, highlight: { fields: { text: {} } } }],
])('adds nothing to a request for %s, which brings no hits', async (_, request) => {
  const { client, calls } = recordingClient();
  await client.search(request);
  await client.search({ ...request, rerank: { passage: { highlight: 'text' } } });
  expect(calls.map(([asked]) => asked)).toEqual([request, request]);
});

test("gives the helper of several searches a refusal as that search's own answer", async () => {
  const { engine, reranker } = recordingClient();
  const helpers = {
    client: engine,
    async msearch(this: { client: typeof engine }, searches: unknown[]) {
      return this.client.msearch({ searches });
    },
  };
  const client = withReranking({ ...engine, helpers } as unknown as Client, {
    reranker,
    passage: 'text',
  });
  const msearch = client.helpers.msearch as unknown as (searches: unknown[]) => Promise<object>;
  expect(
    await msearch([{}, { query: apples }, {}, { query: apples, sort: 'date', rerank: {} }]),
  ).toMatchObject({
    responses: [
      { rerank: { outcome: 'reranked' } },
      {
        status: 400,
        error: { type: 'invalid_request', reason: expect.stringContaining('sort') as string },
      },
    ],
  });
  expect(InvalidRequestError.name).toBe('InvalidRequestError');
});
