import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { rerankedQuery } from './reranked-query.ts';
import { createQdrantRetriever } from './retriever/create-qdrant-retriever.ts';
import { withReranking } from './with-reranking.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const unasked = () => Promise.reject(new Error('the engine was asked'));
const client = { query: unasked, queryBatch: unasked, queryGroups: unasked, search: unasked };
const refusal = (argument: string, cure: string) =>
  expect.objectContaining({
    code: 'invalid_request',
    argument,
    message: expect.stringContaining(cure) as string,
  }) as Error;
const retrieverOf = (engine: typeof client, options: object) =>
  createQdrantRetriever({
    ...options,
    client: engine,
    collection: 'books',
    embed: () => [1],
  } as never);

describe.each([
  ['withReranking', withReranking],
  ['rerankedQuery', rerankedQuery],
  ['createQdrantRetriever', retrieverOf],
])('%s refuses at once', (_, wrap: (engine: typeof client, options: never) => unknown) => {
  test.each<[string, string, object, string]>([
    ['no passage', 'passage', { reranker }, "as in `passage: 'body'`"],
    ['no reranker', 'reranker', { passage: 'text' }, 'pass `createReranker('],
    ['a passage of another form', 'passage', { reranker, passage: { fields: 'text' } }, 'a field'],
    ['a blank passage', 'passage', { reranker, passage: [''] }, 'must be a field'],
    ['a scorer', 'reranker', { reranker: fakeScorer(Number), passage: 'text' }, 'createReranker('],
    ['a bad number', 'minScore', { reranker, passage: 'text', minScore: 9 }, 'from 1 to 7'],
    ['an unknown option', 'topN', { reranker, passage: 'text', topN: 5 }, '`rankWindowSize`'],
  ])('%s', (__, argument, options, cure) => {
    expect(() => wrap(client, options as never)).toThrow(refusal(argument, cure));
  });

  test.each([{}, null, undefined, 'http://127.0.0.1:9200'])('%j as a client', (engine) => {
    const options = { reranker, passage: 'text' };
    expect(() => wrap(engine as never, options as never)).toThrow(
      expect.objectContaining({ code: 'invalid_request', argument: 'client' }) as Error,
    );
  });

  test('a client that reranks already', () => {
    const options = { reranker, passage: 'text' };
    const reranking = withReranking(client, options);
    const cure = 'pass the client that it was made of';
    expect(() => wrap(reranking, options as never)).toThrow(refusal('client', cure));
  });
});

test('no options at all are refused at once', () => {
  const cure = 'pass `{ reranker, passage }`';
  expect(() => withReranking(client, undefined as never)).toThrow(refusal('options', cure));
});

test('a retriever refuses to be without an embedder', () => {
  const options = { client, collection: 'books', reranker, passage: 'text' };
  expect(() => createQdrantRetriever(options as never)).toThrow(
    refusal('embed', 'must be a function'),
  );
  expect(() => createQdrantRetriever({ ...options, embed: {} })).toThrow(
    refusal('embed', 'must name at least one vector'),
  );
});

test('a retriever refuses to be without a client or a collection, and a query that is none', async () => {
  const options = { client, collection: 'books', reranker, passage: 'text', embed: () => [1] };
  const refused = (changes: object) => () => createQdrantRetriever({ ...options, ...changes });
  expect(refused({ client: undefined })).toThrow(refusal('client', 'QdrantClient'));
  expect(refused({ collection: undefined })).toThrow(refusal('collection', 'name of a collection'));
  const retriever = createQdrantRetriever(options);
  await expect(retriever.retrieve(' ')).rejects.toThrow(refusal('query', 'not blank'));
  await expect(retriever.retrieve(null as never)).rejects.toThrow(refusal('query', 'not blank'));
});

describe('a call is refused before any request', () => {
  const options = { reranker, passage: 'text' };
  const wrapped = withReranking(client, options);
  const ask = rerankedQuery(client, options);
  const query = [1];

  test.each<[string, unknown, string]>([
    ['rerank', null, "pass `rerank: { query: '…' }`"],
    ['rerank', true, "pass `rerank: { query: '…' }`"],
    ['rerank', 'apples', "pass `rerank: { query: '…' }`"],
    ['rerank.minscore', { query: 'apples', minscore: 3 }, '`minScore`'],
    ['rerank.passage', { query: 'apples', passage: 5 }, 'must be a field'],
    ['rerank.passage', { query: 'apples', passage: { fields: 'text' } }, 'must be a field'],
    ['rerank.passage', { query: 'apples', passage: ['text', ''] }, 'must be a field'],
  ])('for a bad %s: %j', async (argument, given, cure) => {
    const request = { query, rerank: given as never };
    const calls = [
      wrapped.query('books', request),
      wrapped.queryBatch('books', { searches: [request] }),
      wrapped.queryGroups('books', { ...request, group_by: 'author' }),
      (wrapped as unknown as typeof ask & { search: typeof ask }).search('books', request),
      ask('books', request),
    ];
    await Promise.all(calls.map((call) => expect(call).rejects.toThrow(refusal(argument, cure))));
  });

  test('for no text to rerank by, with the way out', async () => {
    const cure = "pass `rerank: { query: '…' }`, or `rerank: false`";
    const strict = withReranking(client, { ...options, whenNotRerankable: 'refuse' });
    for (const call of [
      wrapped.query('books', { query, rerank: {} }),
      strict.query('books', { query }),
      ask('books', { query }),
    ]) {
      await expect(call).rejects.toThrow(refusal('rerank.query', cure));
    }
  });

  test.each([5, 'text', {}, { include: 'text' }, { include: ['text'], exclude: [] }, [1]])(
    'for a `with_payload` that is no selection: %j',
    async (with_payload) => {
      const request = { query, with_payload: with_payload as never, rerank: { query: 'apples' } };
      await expect(ask('books', request)).rejects.toThrow(refusal('with_payload', '`{ include }`'));
    },
  );

  test('for an unknown option of a retrieval', async () => {
    const retriever = createQdrantRetriever({
      ...options,
      client,
      collection: 'books',
      embed: () => query,
    });
    const retrieving = retriever.retrieve('apples', { topN: 5 } as never);
    await expect(retrieving).rejects.toThrow(refusal('topN', '`limit`'));
  });
});
