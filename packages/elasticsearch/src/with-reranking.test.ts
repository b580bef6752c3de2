import type { Client, estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import type { PairScorer } from '@lb-rerank/core/backend';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

/** Helpers that search through their client, as the official ones do. */
class FakeHelpers {
  readonly client: FakeClient;

  constructor(client: FakeClient) {
    this.client = client;
  }

  async search(params: estypes.SearchRequest & { filter_path?: string }) {
    params.filter_path = 'hits.hits._source';
    const answer: unknown = await this.client.search(params, { meta: true });
    const { body } = answer as { body: estypes.SearchResponse };
    return body.hits.hits.map(({ _source }) => _source);
  }

  scrollSearch(params: estypes.SearchRequest) {
    return this.client.search(params);
  }
}

/** A client with private state, as the official one has, over two documents. */
class FakeClient {
  readonly #name: string;
  readonly requests: estypes.SearchRequest[] = [];
  readonly helpers = new FakeHelpers(this);

  constructor(name: string) {
    this.#name = name;
  }

  search(params: estypes.SearchRequest, options: { meta?: boolean } = {}) {
    this.requests.push(params);
    const hits = ['2', '6'].map((text, id) => ({
      _index: 'books',
      _id: `d${id}`,
      _score: 9 - id,
      _source: { text },
    }));
    const body = { took: 1, timed_out: false, _shards: {}, hits: { total: 2, max_score: 9, hits } };
    return Promise.resolve(options.meta ? { body, statusCode: 200, headers: { a: 'b' } } : body);
  }

  async msearch({ searches = [] }: estypes.MsearchRequest, options: { meta?: boolean } = {}) {
    const bodies = searches.filter((_, line) => line % 2 === 1) as estypes.SearchRequest[];
    const responses = await Promise.all(
      bodies.map(async (body) =>
        body.query?.match ? this.search(body) : { error: {}, status: 400 },
      ),
    );
    return options.meta
      ? { body: { took: 1, responses }, statusCode: 200 }
      : { took: 1, responses };
  }

  name(): string {
    return this.#name;
  }

  child(): FakeClient {
    return new FakeClient('child');
  }
}

function wrapped() {
  const fake = new FakeClient('parent');
  const client = withReranking(fake as unknown as Client, {
    reranker: createReranker({ scorer: fakeScorer(Number) }),
    passage: 'text',
  });
  return { fake, client };
}

const apples = { match: { text: 'apples' } };
const idsOf = ({ hits }: { hits: { hits: { _id?: string }[] } }) => hits.hits.map(({ _id }) => _id);

describe('withReranking', () => {
  test('reranks search, by the text of the request or by another', async () => {
    const { client } = wrapped();
    expect(idsOf(await client.search({ query: apples }))).toEqual(['d1', 'd0']);
    const response = await client.search({ query: { match_all: {} }, rerank: { query: 'apples' } });
    expect(idsOf(response)).toEqual(['d1', 'd0']);
  });

  test('leaves a search alone that says so', async () => {
    const { client, fake } = wrapped();
    const request = { query: apples, sort: 'date', scroll: '1m' };
    expect(idsOf(await client.search({ ...request, rerank: false }))).toEqual(['d0', 'd1']);
    expect(fake.requests).toEqual([request]);
  });

  test('keeps status and headers beside a reranked body', async () => {
    const { client } = wrapped();
    const { body, statusCode, headers } = await client.search({ query: apples }, { meta: true });
    expect(idsOf(body)).toEqual(['d1', 'd0']);
    expect({ statusCode, headers }).toEqual({ statusCode: 200, headers: { a: 'b' } });
  });

  test('reranks the search helper and child clients, and passes the rest through', async () => {
    const { client } = wrapped();
    expect(await client.helpers.search({ query: apples })).toEqual([{ text: '6' }, { text: '2' }]);
    expect(idsOf(await client.child({}).search({ query: apples }))).toEqual(['d1', 'd0']);
    const untouched = client as unknown as FakeClient;
    expect(untouched.name()).toBe('parent');
    const scrolled = await untouched.helpers.scrollSearch({ query: apples, scroll: '1m' });
    expect(idsOf(scrolled as estypes.SearchResponse)).toEqual(['d0', 'd1']);
  });

  test('reranks what msearch finds, item by item', async () => {
    const { client } = wrapped();
    const searches = [
      { index: 'books' },
      { query: apples },
      {},
      { query: apples, rerank: false as const },
      {},
      { query: { match_all: {} }, rerank: { query: 'apples' } },
    ];
    const { responses } = await client.msearch({ searches });
    const [reranked, alone, failed] = responses as estypes.SearchResponse[];
    expect(idsOf(reranked!)).toEqual(['d1', 'd0']);
    expect(idsOf(alone!)).toEqual(['d0', 'd1']);
    expect(failed).toEqual({ error: {}, status: 400 });
    expect(await client.msearch({ searches }, { meta: true })).toMatchObject({
      statusCode: 200,
      body: { took: 1, responses: [{ rerank: { outcome: 'reranked' } }, {}, { status: 400 }] },
    });
  });

  test('takes what msearch is told for all searches, unless one says something itself', async () => {
    const { client } = wrapped();
    const searches = [{}, { query: apples }, {}, { query: apples, rerank: {} }];
    const { responses } = await client.msearch({ searches, rerank: false });
    const [alone, reranked] = responses as estypes.SearchResponse[];
    expect(idsOf(alone!)).toEqual(['d0', 'd1']);
    expect(idsOf(reranked!)).toEqual(['d1', 'd0']);
  });

  test('gives an msearch as a stream where none of its searches is to be reranked', async () => {
    const { client } = wrapped();
    const searches = [{}, { query: apples, rerank: false as const }];
    const answer = await client.msearch({ searches }, { asStream: true });
    expect(answer.responses[0]).not.toHaveProperty('rerank');
  });

  test('names the one of several searches that cannot be reranked', async () => {
    const { client, fake } = wrapped();
    const searching = client.msearch({
      searches: [{}, { query: apples }, {}, { query: apples, sort: 'date', rerank: {} }],
    });
    await expect(searching).rejects.toThrow(/^searches\[3\]\.sort other than by _score/);
    expect(fake.requests).toEqual([]);
  });

  test('scores all searches of an msearch in shared batches', async () => {
    const calls: number[] = [];
    const scorer: PairScorer = {
      ...fakeScorer(Number),
      async scorePairs({ pairs }) {
        calls.push(pairs.length);
        const answers = pairs.map(({ query, passage }) =>
          fakeScorer(Number).score({ query, passages: [passage] }),
        );
        return (await Promise.all(answers)).flat();
      },
    };
    const client = withReranking(new FakeClient('parent') as unknown as Client, {
      reranker: createReranker({ scorer, cache: false }),
      passage: 'text',
    });
    const texts = ['apples', 'pears', 'plums', 'figs'];
    const searches = texts.flatMap((text) => [{}, { query: { match: { text } } }]);
    await client.msearch({ searches });
    expect(calls).toEqual([8]);
  });

  test.each<[string, object]>([
    ['asStream', { asStream: true }],
    ['querystring.from', { querystring: { from: 5 } }],
    ['callback', () => {}],
  ])(
    'refuses what gives nothing to rerank and asks for it: %s',
    async (argument, requestOptions) => {
      const { client, fake } = wrapped();
      const search = () => client.search({ query: apples, rerank: {} }, requestOptions);
      await expect(search()).rejects.toMatchObject({ code: 'invalid_request', argument });
      expect(fake.requests).toEqual([]);
    },
  );
});
