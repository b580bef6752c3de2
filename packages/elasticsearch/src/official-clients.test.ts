import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { Client as Opensearch2Client } from 'opensearch-2';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RerankingClient } from './reranking-client.ts';
import { withReranking } from './with-reranking.ts';

const options = { reranker: createReranker({ scorer: fakeScorer(Number) }), passage: 'text' };
const query = { match: { text: 'apples' } };

/** Answers each search by two documents, of which the second is the better one; as slowly as is asked for. */
const found = {
  took: 1,
  timed_out: false,
  _shards: { total: 1, successful: 1, failed: 0 },
  hits: {
    total: { value: 2, relation: 'eq' },
    max_score: 2,
    hits: ['2', '6'].map((text, n) => ({
      _index: 'books',
      _id: `d${n}`,
      _score: 2 - n,
      _source: { text },
    })),
  },
};
let server: Server;
let node: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const isSlow = request.url!.includes('slow');
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-elastic-product', 'Elasticsearch');
    const answer = request.url!.includes('_msearch') ? { took: 1, responses: [found] } : found;
    setTimeout(() => response.end(JSON.stringify(answer)), isSlow ? 5000 : 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  node = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const CLIENTS = [
  ['@elastic/elasticsearch', Client, () => new Client({ node })],
  ['@opensearch-project/opensearch', OpensearchClient, () => new OpensearchClient({ node })],
  ['@opensearch-project/opensearch 2', Opensearch2Client, () => new Opensearch2Client({ node })],
] as const;
const wrap = (client: object) =>
  withReranking(client as Client, options) as RerankingClient<Client> & Record<string, unknown>;
const searchOf = (name: string) =>
  (name.startsWith('@elastic')
    ? { index: 'books', query }
    : { index: 'books', body: { query } }) as estypes.SearchRequest;
const idsOf = (answer: object) =>
  (('body' in answer ? answer.body : answer) as typeof found).hits.hits.map(({ _id }) => _id);

describe.each(CLIENTS)('the client of %s, wrapped,', (name, itsClass, create) => {
  test('is the client that it was', () => {
    const bare = create();
    const wrapped = wrap(bare);
    expect(wrapped).toBeInstanceOf(itsClass);
    expect(wrapped.constructor).toBe(itsClass);
    expect(Object.keys(wrapped)).toEqual(Object.keys(bare));
    expect(inspect(wrapped)).toBe(inspect(bare));
    const members = new Set([...Object.keys(bare), ...namesOf(bare)]);
    // Node.js's emitter is bound anew each time, by OpenSearch's client itself.
    const changing = [...members].filter((member) => wrapped[member] !== wrapped[member]);
    const own = bare as unknown as Record<string, unknown>;
    expect(changing).toEqual([...members].filter((member) => own[member] !== own[member]));
    expect(wrapped.transport).toBe(bare.transport);
    expect(wrapped.helpers.constructor).toBe(bare.helpers.constructor);
  });

  test('hands back spies, and takes them off again', async () => {
    const wrapped = wrap(create());
    const { index } = wrapped;
    const spy = vi.spyOn(wrapped, 'index').mockResolvedValue({} as never);
    await wrapped.index({ index: 'books' });
    expect(wrapped.index).toHaveBeenCalledOnce();
    expect(wrapped.index).toBe(spy);
    spy.mockRestore();
    expect(wrapped.index).toBe(index);

    const search = vi.spyOn(wrapped, 'search');
    expect(idsOf(await wrapped.search(searchOf(name)))).toEqual(['d1', 'd0']);
    expect(wrapped.search).toHaveBeenCalledOnce();
    search.mockRestore();
    expect(vi.isMockFunction(wrapped.search)).toBe(false);
  });

  test('asks a search that was patched later', async () => {
    const bare = create();
    const wrapped = wrap(bare);
    const own = vi.spyOn(bare, 'search');
    expect(idsOf(await wrapped.search(searchOf(name)))).toEqual(['d1', 'd0']);
    expect(own).toHaveBeenCalledOnce();
  });

  test.each(['before', 'after', 'as the wrapped one'])('may be frozen, %s', async (when) => {
    const bare = create();
    if (when === 'before') deepFreeze(bare);
    const wrapped = wrap(bare);
    if (when === 'after') deepFreeze(bare);
    if (when === 'as the wrapped one') Object.freeze(wrapped);
    expect(await wrapped.helpers.search(searchOf(name))).toMatchObject([
      { text: '6' },
      { text: '2' },
    ]);
    expect(idsOf(await wrapped.search(searchOf(name)))).toEqual(['d1', 'd0']);
    expect(idsOf(await wrapped.child({}).search(searchOf(name)))).toEqual(['d1', 'd0']);
  });

  test('reranks through the helper of several searches', async () => {
    const helper = wrap(create()).helpers.msearch({ operations: 1 });
    const { body } = await helper.search({ index: 'books' }, { query, rerank: { minScore: 3 } });
    expect(body).toMatchObject({
      rerank: { outcome: 'reranked' },
      hits: { hits: [{ _id: 'd1' }] },
    });
    helper.stop();
    await helper;
  });
});

describe.each([
  ['3', () => new OpensearchClient({ node })],
  ['2', () => new Opensearch2Client({ node })],
])("OpenSearch's client of version %s, wrapped,", (_, create) => {
  const wrapOpensearch = (scorer = fakeScorer(Number)) =>
    withReranking(create() as OpensearchClient, {
      reranker: createReranker({ scorer, resilience: { retries: 0 } }),
      passage: 'text',
    });

  test.each([
    ['a search', { query, rerank: {} }],
    ['one that is skipped', { query: { match_all: {} } }],
    ['one that is left alone', { query, rerank: false as const }],
  ])('aborts what is asked of the engine: %s', async (__, { query: asked, ...call }) => {
    const searching = wrapOpensearch().search({ index: 'slow', body: { query: asked }, ...call });
    searching.abort();
    await expect(searching).rejects.toMatchObject({ name: 'RequestAbortedError' });
  });

  test('aborts several searches at once', async () => {
    const searching = wrapOpensearch().msearch({ index: 'slow', body: [{}, { query }] });
    searching.abort();
    await expect(searching).rejects.toMatchObject({ name: 'RequestAbortedError' });
  });

  test('aborts the reranking, which the engine knows nothing of', async () => {
    const scoring = Promise.withResolvers<void>();
    const scorer = {
      ...fakeScorer(Number),
      score({ signal }: { signal?: AbortSignal | undefined }): Promise<never> {
        scoring.resolve();
        return new Promise((__, reject) =>
          signal!.addEventListener('abort', () => reject(signal!.reason as Error)),
        );
      },
    };
    const searching = wrapOpensearch(scorer).search({ index: 'books', body: { query } });
    await scoring.promise;
    searching.abort();
    await expect(searching).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('marks a search that it skips', async () => {
    const { body } = await wrapOpensearch().search({
      index: 'books',
      body: { query: { match_all: {} } },
    });
    expect(body.rerank.outcome).toBe('skipped');
    expect(idsOf({ body })).toEqual(['d0', 'd1']);
  });

  test('calls a callback with the reranked answer, or with what failed', async () => {
    type Callback = (error: unknown, answer: unknown) => void;
    const client = wrapOpensearch() as unknown as {
      search(...call: [request: object, callback: Callback]): { abort(): void };
    };
    const called = (request: object) =>
      new Promise<{ error: unknown; answer: { body?: unknown } }>((resolve) => {
        const searching = client.search(request, (error, answer) =>
          resolve({ error, answer: answer as object }),
        );
        if ('isAborted' in request) searching.abort();
      });
    const { error, answer } = await called({ index: 'books', body: { query } });
    expect(error).toBeNull();
    expect(idsOf(answer)).toEqual(['d1', 'd0']);
    const aborted = await called({ index: 'slow', body: { query }, isAborted: true });
    expect(aborted).toMatchObject({
      error: { name: 'RequestAbortedError' },
      answer: { body: null },
    });
    const refused = await called({ index: 'books', body: { sort: 'year' }, rerank: {} });
    expect(refused).toMatchObject({ error: { code: 'invalid_request' }, answer: { body: null } });
  });
});

function namesOf(client: object): string[] {
  const prototype = Object.getPrototypeOf(client) as object | null;
  return prototype === null || prototype === Object.prototype
    ? []
    : [...Object.getOwnPropertyNames(prototype), ...namesOf(prototype)];
}

function deepFreeze(client: { helpers: object }): void {
  Object.freeze(client.helpers);
  Object.freeze(client);
}
