import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { Client as Opensearch2Client } from 'opensearch-2';
import { beforeAll, describe, expect, test } from 'vitest';
import { idsOf, startAnsweringServer } from './__fixtures__/answering-server.ts';
import { withReranking } from './with-reranking.ts';

const query = { match: { text: 'apples' } };

let node: string;
beforeAll(async () => {
  const server = await startAnsweringServer();
  ({ node } = server);
  return () => server.close();
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
