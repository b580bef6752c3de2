import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { createVllmScorer } from '../vllm/create-vllm-scorer.ts';
import { createReranker } from './create-reranker.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const BEST: LevelProbabilities = [0, 0, 0, 0, 0, 0, 1];
const request = {
  query: 'apples',
  candidates: Array.from({ length: 100 }, (_, n) => ({ document: n, passage: `passage ${n}` })),
};

/** A model on a processor: it reads one pair a second, one after the other. */
function slowModel(endsByItself: boolean): Scorer {
  let turn = Promise.resolve();
  const readAfter = async (earlier: Promise<void>, signal: AbortSignal | undefined) => {
    await earlier;
    if (signal?.aborted !== true) await new Promise((resolve) => setTimeout(resolve, 1000));
  };
  return {
    modelId: 'slow',
    endsByItself,
    score: ({ passages, signal }) =>
      Promise.all(
        passages.map(async () => {
          turn = readAfter(turn, signal);
          await turn;
          return BEST;
        }),
      ),
  };
}

test('a model that takes minutes for a rank window is waited for, where its calls end by themselves', async () => {
  const reranker = createReranker({ scorer: slowModel(true), deadlineMs: Infinity });
  const reranking = reranker.rerank(request);
  await vi.advanceTimersByTimeAsync(110_000);
  expect((await reranking).counts).toMatchObject({ scored: 100, unscored: 0 });
});

test('calls of any other scorer are given up after 30 s, or as the options say', async () => {
  for (const [endsByItself, resilience] of [
    [false, { backoffMs: 1 }],
    [true, { backoffMs: 1, attemptTimeoutMs: 30_000 }],
  ] as const) {
    const scorer = slowModel(endsByItself);
    const reranker = createReranker({ scorer, deadlineMs: Infinity, resilience });
    const state = { isDone: false };
    const reranking = reranker.rerank(request).finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      await vi.advanceTimersByTimeAsync(1000);
      // The pauses between tries are real.
      await setImmediate();
    }
    expect((await reranking).counts.unscored).toBeGreaterThan(0);
  }
});

test('requests to a server end by themselves', () => {
  expect(createVllmScorer({ baseURL: 'http://127.0.0.1:9/v1' }).endsByItself).toBe(true);
});
