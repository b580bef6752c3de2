import { expect, test } from 'vitest';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { serveFaults } from '../testing/serve-faults.ts';
import { createVllmScorer } from '../vllm/create-vllm-scorer.ts';
import { createReranker } from './create-reranker.ts';

test.each([
  [
    'the deadline',
    { deadlineMs: 2000, attemptTimeoutMs: 9000, requestTimeoutMs: 9000 },
    { timeoutMs: 2000, option: 'deadlineMs', requests: 1 },
  ],
  [
    'an attempt',
    { attemptTimeoutMs: 600, requestTimeoutMs: 9000 },
    { timeoutMs: 600, option: 'resilience.attemptTimeoutMs', requests: 3 },
  ],
  [
    'a request',
    { attemptTimeoutMs: 9000, requestTimeoutMs: 600 },
    { timeoutMs: 600, option: 'requestTimeoutMs', requests: 3 },
  ],
  [
    'the outer of equal ones',
    { attemptTimeoutMs: 600, requestTimeoutMs: 600 },
    { timeoutMs: 600, option: 'resilience.attemptTimeoutMs', requests: 3 },
  ],
])('lets %s strike first', async (_, limits, { timeoutMs, option, requests }) => {
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
  const problem = `no answer within ${timeoutMs} ms (${option})`;
  expect(error).toMatchObject({ url: baseURL, timeoutMs, problem });
  expect(server.requests).toHaveLength(requests);
});
