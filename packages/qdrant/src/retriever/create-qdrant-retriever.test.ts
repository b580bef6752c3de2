import { BackendResponseError, createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { createQdrantRetriever } from './create-qdrant-retriever.ts';
import { qdrantInference } from './qdrant-inference.ts';
import type { QdrantQuery, QueryClient } from '../client/ports.ts';
import type { QdrantRetrieverOptions } from './options.ts';

const scorer = fakeScorer(Number);

function retrieverWith(options: Partial<QdrantRetrieverOptions> = {}) {
  const requests: QdrantQuery[] = [];
  const payloads = [{ text: '2' }, { text: ['5', '6'] }, { title: 'no text' }, { text: '4' }];
  const client: QueryClient = {
    query: async (collection, request) => {
      expect(collection).toBe('books');
      requests.push(request);
      const points = payloads.map((payload, n) => ({
        id: n === 1 ? (18_446_744_073_709_551_615n as unknown as number) : n,
        version: 0,
        score: 0.9 - n / 10,
        payload,
      }));
      return { points };
    },
  };
  const retriever = createQdrantRetriever({
    client,
    collection: 'books',
    embed: () => [0.1, 0.2],
    reranker: createReranker({ scorer }),
    passage: 'text',
    rankWindowSize: 50,
    ...options,
  });
  return { retriever, requests };
}

const filter = { must: [{ key: 'year', match: { value: 1999 } }] };

describe('createQdrantRetriever', () => {
  test('gives the best passages of a query, with the text that counted', async () => {
    const { retriever, requests } = retrieverWith();
    const passages = await retriever.retrieve('apples', { limit: 2, filter });
    expect(requests).toEqual([
      { query: [0.1, 0.2], filter, offset: 0, limit: 51, with_payload: true },
    ]);
    expect([...passages]).toMatchObject([
      {
        id: 18_446_744_073_709_551_615n,
        text: '6',
        payload: { text: ['5', '6'] },
        score: 6,
        relevanceScore: 5 / 6,
        retrieverScore: 0.8,
        retrieverRank: 2,
      },
      { id: 3, text: '4' },
    ]);
    expect(passages.rerank).toMatchObject({ outcome: 'reranked', scored: 3 });
    expect(JSON.stringify(passages)).toContain('"id":18446744073709551615,"text":"6"');
  });

  test('fuses what several embedders find, each filtered and as deep as the rank window', async () => {
    const { retriever, requests } = retrieverWith({
      embed: {
        dense: async () => [0.1],
        sparse: qdrantInference({ model: 'Qdrant/bm25', options: { k: 1.2 } }),
      },
      search: { params: { exact: true }, with_payload: ['title'] },
    });
    const passages = await retriever.retrieve('apples', { filter, rankWindowSize: 30 });
    const text = { text: 'apples', model: 'Qdrant/bm25', options: { k: 1.2 } };
    expect(requests).toEqual([
      {
        prefetch: [
          { query: [0.1], using: 'dense', filter, limit: 30 },
          { query: text, using: 'sparse', filter, limit: 30 },
        ],
        query: { fusion: 'rrf' },
        params: { exact: true },
        offset: 0,
        limit: 34,
        with_payload: ['title', 'text'],
      },
    ]);
    expect(passages.map(({ text: read, payload }) => [read, payload])).toEqual([
      ['6', {}],
      ['4', {}],
      ['2', {}],
      [null, { title: 'no text' }],
    ]);
  });

  test('takes another fusion, or the name of one vector', async () => {
    const { retriever, requests } = retrieverWith({
      embed: { a: () => [1], b: () => [2] },
      fusion: { rrf: { k: 60 } },
    });
    await retriever.retrieve('apples');
    expect(requests[0]).toMatchObject({ query: { rrf: { k: 60 } } });
    const named = retrieverWith({ using: 'dense' });
    await named.retriever.retrieve('apples');
    expect(named.requests[0]).toMatchObject({ query: [0.1, 0.2], using: 'dense' });
  });

  test('leaves out what scores below the minimum', async () => {
    const passages = await retrieverWith().retriever.retrieve('apples', { minScore: 5 });
    expect(passages.map(({ score }) => score)).toEqual([6, null]);
  });

  test("gives Qdrant's order with all texts, marked, when the model fails", async () => {
    const failing = createReranker({ scorer: fakeScorer(() => Promise.reject(new Error('down'))) });
    const { retriever } = retrieverWith({ reranker: failing });
    const passages = await retriever.retrieve('apples');
    expect(passages.map(({ text, score }) => [text, score])).toEqual([
      ['2', null],
      ['5\n6', null],
      [null, null],
      ['4', null],
    ]);
    expect(passages.rerank.outcome).toBe('fallback');
  });

  test.each<[string, Error, string, boolean]>([
    [
      'a backend',
      new BackendResponseError({ url: 'http://e5', status: 503 }),
      ': http://e5: answered with HTTP 503; the server is overloaded or failing: see its log, and try again',
      true,
    ],
    ['a function of their own', new Error('apples and a key'), '', false],
  ])('says that %s could not embed the query', async (_, cause, what, isRetryable) => {
    const { retriever, requests } = retrieverWith({ embed: () => Promise.reject(cause) });
    await expect(retriever.retrieve('apples')).rejects.toMatchObject({
      code: 'retrieval_failed',
      message: `could not retrieve candidates from books: the query could not be embedded${what}`,
      isRetryable,
      cause,
    });
    expect(requests).toEqual([]);
  });

  test('rejects at once when aborted while a query is being embedded', async () => {
    const caller = new AbortController();
    const { retriever } = retrieverWith({ embed: () => new Promise(() => {}) });
    const retrieving = retriever.retrieve('apples', { signal: caller.signal });
    caller.abort(new Error('enough'));
    await expect(retrieving).rejects.toThrow('enough');
  });

  test.each([
    ['query', ' ', {}],
    ['limit', 'apples', { limit: 0 }],
    ['minScore', 'apples', { minScore: 8 }],
    ['options', 'apples', null],
    ['options', 'apples', 5],
    ['options', 'apples', ['limit']],
  ])('refuses a bad %s before any work', async (argument, query, options) => {
    const embedded: string[] = [];
    const embed = (text: string) => {
      embedded.push(text);
      return [1];
    };
    const retrieving = retrieverWith({ embed }).retriever.retrieve(query, options as object);
    await expect(retrieving).rejects.toMatchObject({ argument });
    expect(embedded).toEqual([]);
  });

  test.each([
    ['undefined', () => undefined],
    ['a number', () => 7],
    ['an empty array', () => []],
    ['an array of other things', () => [0.1, Number.NaN]],
    ['a Float32Array', () => new Float32Array([0.1])],
  ])('asks Qdrant nothing where the embedder gives %s', async (_, embed) => {
    const { retriever, requests } = retrieverWith({ embed: embed as never });
    await expect(retriever.retrieve('apples')).rejects.toMatchObject({
      code: 'invalid_request',
      argument: 'embed',
      message: expect.stringContaining('return a vector'),
    });
    const named = retrieverWith({ embed: { dense: () => [1], words: embed as never } });
    await expect(named.retriever.retrieve('apples')).rejects.toMatchObject({
      argument: 'embed.words',
    });
    expect([requests, named.requests]).toEqual([[], []]);
  });

  test('refuses to start without an embedder', () => {
    expect(() => retrieverWith({ embed: {} })).toThrow('embed must name at least one vector');
  });
});
