import { createReranker } from '@lb-rerank/core';
import { fakeScorer, sendJson, serveFaults } from '@lb-rerank/core/testing';
import { QdrantClient, withHeaders } from '@qdrant/js-client-rest';
import { expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

const rerank = { query: 'apples' };

test("withReranking keeps the headers that the client's own `withHeaders` gives a call", async () => {
  const traces: unknown[] = [];
  await using server = await serveFaults(({ response }) => {
    traces.push(response.req.headers['x-trace']);
    sendJson(response, { result: { points: [], groups: [] } });
  });
  const url = new URL(server.baseURL).origin;
  const client = withReranking(new QdrantClient({ url, checkCompatibility: false }), {
    reranker: createReranker({ scorer: fakeScorer(Number) }),
    passage: 'text',
  });
  await withHeaders({ 'x-trace': '1' }, async () => client.query('books', { query: [1], rerank }));
  const groups = { query: [1], group_by: 'author', rerank };
  await withHeaders({ 'x-trace': '2' }, async () => client.queryGroups('books', groups));
  expect(traces).toEqual(['1', '2']);
});
