import { expect, test } from 'vitest';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { serveFaults } from '../testing/serve-faults.ts';
import { createVllmScorer } from '../vllm/create-vllm-scorer.ts';
import { createReranker } from './create-reranker.ts';

test.each([
  ['the deadline', { deadlineMs: 2000, attemptTimeoutMs: 9000, requestTimeoutMs: 9000 }, 2000, 1],
  ['an attempt', { attemptTimeoutMs: 600, requestTimeoutMs: 9000 }, 600, 3],
  ['a request', { attemptTimeoutMs: 9000, requestTimeoutMs: 600 }, 600, 3],
  ['the outer of equal ones', { attemptTimeoutMs: 600, requestTimeoutMs: 600 }, 600, 3],
])('lets %s strike first', async (name, limits, timeoutMs, requests) => {
  await using server = await serveFaults(() => {});
  const { baseURL } = server;
  const { deadlineMs, attemptTimeoutMs, requestTimeoutMs } = limits as Record<string, number>;
  const reranker = createReranker({
    scorer: createVllmScorer({ baseURL, mode: 'completions', requestTimeoutMs }),
    resilience: { attemptTimeoutMs, backoffMs: 1 },
    deadlineMs,
  });
  const candidates = [{ document: 'd', passage: 'p' }];
  const { error, outcome } = await reranker.rerank({ query: 'q', candidates });
  expect(outcome).toBe('fallback');
  expect(error).toBeInstanceOf(BackendTimeoutError);
  // A request's error names the server's address, those further out the model that they wait for.
  const url = name === 'a request' ? baseURL : reranker.modelId;
  expect(error).toMatchObject({ url, timeoutMs });
  expect(server.requests).toHaveLength(requests);
});
