import type { ServerResponse } from 'node:http';
import { createReranker, type RetrievalError } from '@lb-rerank/core';
import { fakeScorer, sendJson, serveFaults } from '@lb-rerank/core/testing';
import { QdrantClient } from '@qdrant/js-client-rest';
import { describe, expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

const SECRET = 'the text of a document';
const reranker = createReranker({ scorer: fakeScorer(Number) });
const request = { query: [0.1], limit: 3, rerank: { query: SECRET } };
type Fault = (response: ServerResponse) => void;

const never: Fault = () => {};

const status =
  (code: number, error: string, headers: Record<string, string> = {}): Fault =>
  (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, { status: { error }, time: 0 }, code);
  };
const raw =
  (code: number, body: string): Fault =>
  (response) =>
    response.writeHead(code, { 'content-type': 'text/html' }).end(body);

/** Qdrant's own client, wrapped, before a server with this fault. */
async function clientBefore(fault: Fault, timeout = 60_000) {
  const server = await serveFaults(({ response }) => fault(response));
  const url = new URL(server.baseURL).origin;
  const bare = new QdrantClient({ url, timeout, checkCompatibility: false });
  return { server, client: withReranking(bare, { reranker, passage: 'text' }) };
}

const FAULTS: [string, Fault, { reason: string; status?: number; isRetryable: boolean }][] = [
  [
    'a missing collection',
    status(404, "Not found: Collection `books` doesn't exist!"),
    {
      reason: "Not found: Collection `books` doesn't exist!",
      status: 404,
      isRetryable: false,
    },
  ],
  [
    'a refused request',
    status(400, 'Wrong input: Vector dimension error: expected dim: 4, got 1'),
    {
      reason: 'Wrong input: Vector dimension error: expected dim: 4, got 1',
      status: 400,
      isRetryable: false,
    },
  ],
  [
    'a 429',
    status(429, 'slow down', { 'retry-after': '30' }),
    { reason: 'too many requests', status: 429, isRetryable: true },
  ],
  [
    'a 429 until a date',
    status(429, 'slow down', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
    { reason: 'too many requests', status: 429, isRetryable: true },
  ],
  [
    'a 429 that says no time',
    status(429, 'Rate limiting exceeded'),
    { reason: 'Rate limiting exceeded', status: 429, isRetryable: true },
  ],
  [
    'an engine in trouble',
    status(500, 'Service internal error'),
    { reason: 'Service internal error', status: 500, isRetryable: true },
  ],
  [
    "a proxy's page",
    raw(503, `<html>${SECRET}</html>`),
    { reason: 'HTTP status 503', status: 503, isRetryable: true },
  ],
  [
    'another success',
    (response) => sendJson(response, { result: { text: SECRET } }, 202),
    { reason: 'Unexpected Response: 202 (Accepted)', isRetryable: false },
  ],
  [
    'an answer without a result',
    (response) => sendJson(response, { status: 'ok' }),
    { reason: 'Result came uninitialized', isRetryable: false },
  ],
  [
    'an answer of another shape',
    (response) => sendJson(response, { result: { text: SECRET } }),
    { reason: 'the answer holds no points', isRetryable: false },
  ],
  [
    'a connection cut short',
    (response) => response.destroy(),
    { reason: 'no connection (UND_ERR_SOCKET)', isRetryable: true },
  ],
  [
    "an engine slower than the client's timeout",
    never,
    { reason: "no answer within the client's timeout", isRetryable: true },
  ],
];

describe('faults of Qdrant', () => {
  test.each(FAULTS)('%s becomes a RetrievalError that says so', async (_, fault, expected) => {
    const { server, client } = await clientBefore(fault, fault === never ? 100 : undefined);
    await using _server = server;
    const calls = [
      client.query('books', request),
      client.queryBatch('books', { searches: [request] }),
      client.queryGroups('books', { ...request, group_by: 'author' }),
    ];
    for (const result of await Promise.allSettled(calls)) {
      const error = (result as PromiseRejectedResult).reason as RetrievalError;
      const { reason, ...rest } = expected;
      expect(error).toMatchObject({ code: 'retrieval_failed', source: 'books', ...rest });
      expect(error.message).toBe(`could not retrieve candidates from books: ${reason}`);
      expect(error.cause).toBeInstanceOf(Error);
      expect(JSON.stringify(error)).not.toContain(SECRET);
    }
    // Each asks for the rank window, and then for no more than the caller's own page.
    expect(server.requests).toHaveLength(6);
  });

  test('an engine that is down becomes a RetrievalError that can be tried again', async () => {
    const bare = new QdrantClient({ url: 'http://127.0.0.1:9', checkCompatibility: false });
    const asking = withReranking(bare, { reranker, passage: 'text' }).query('books', request);
    await expect(asking).rejects.toMatchObject({
      message: expect.stringMatching(/: no connection \(.+\)$/),
      isRetryable: true,
    });
  });

  test("is the client's own error where a call is not reranked", async () => {
    const { server, client } = await clientBefore(status(404, 'nowhere'));
    await using _server = server;
    const asking = client.query('books', { ...request, rerank: false });
    await expect(asking).rejects.toMatchObject({
      status: 404,
      data: { status: { error: 'nowhere' } },
    });
  });

  test('a call that is aborted does not wait for a slow engine', async () => {
    const { server, client } = await clientBefore(never);
    await using _server = server;
    const signal = AbortSignal.timeout(20);
    const groups = { ...request, group_by: 'author' };
    const calls = [
      client.query('books', request, { signal }),
      client.query('books', { ...request, rerank: false }, { signal }),
      client.queryBatch('books', { searches: [request] }, { signal }),
      client.queryGroups('books', groups, { signal }),
      client.queryGroups('books', { ...groups, rerank: false }, { signal }),
    ];
    for (const result of await Promise.allSettled(calls)) {
      expect((result as PromiseRejectedResult).reason).toBe(signal.reason);
    }
  });

  test('wrapping a client asks nothing of the engine', async () => {
    const { server, client } = await clientBefore(never);
    await using _server = server;
    expect(client).toBeInstanceOf(QdrantClient);
    expect(server.requests).toEqual([]);
  });
});
