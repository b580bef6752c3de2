import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PairScorer, PairScoreRequest } from '../scorer/pair-scorer.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { createReranker } from './create-reranker.ts';

const request = { query: 'apples', candidates: [{ document: 'd0', passage: '5' }] };

afterEach(() => {
  vi.useRealTimers();
});

describe('createReranker', () => {
  test('remembers pairs unless told not to', async () => {
    const scorer = fakeScorer(Number);
    const reranker = createReranker({ scorer });
    await reranker.rerank(request);
    await reranker.rerank(request);
    expect(scorer.requests).toHaveLength(1);

    const forgetful = createReranker({ scorer, cache: false });
    await forgetful.rerank(request);
    await forgetful.rerank(request);
    expect(scorer.requests).toHaveLength(3);
  });

  test('applies its deadline to requests that name none', async () => {
    const scorer = fakeScorer(() => new Promise<number>(() => {}));
    const ranking = await createReranker({ scorer, deadlineMs: 20 }).rerank(request);
    expect(ranking).toMatchObject({ outcome: 'fallback', error: { code: 'backend_timeout' } });
  });

  test('ends a rerank after 5 s of a model that never answers, and says so, unless told to wait', async () => {
    vi.useFakeTimers();
    const reranker = createReranker({
      scorer: fakeScorer(() => new Promise<number>(() => {})),
      resilience: { retries: 0 },
    });
    const endings: string[] = [];
    const asking = [
      reranker.rerank(request).then(({ error }) => endings.push(error!.message)),
      reranker
        .rerank({ ...request, query: 'pears', deadlineMs: Infinity })
        .then(({ error }) => endings.push(error!.message)),
    ];
    await vi.advanceTimersByTimeAsync(4_999);
    expect(endings).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(endings).toEqual([expect.stringMatching(/no answer within 5000 ms \(deadlineMs\)/)]);
    await vi.advanceTimersByTimeAsync(30_000);
    await Promise.all(asking);
    expect(endings[1]).toMatch('no answer within 30000 ms');
  });

  test('counts the pairs that were known, and those in flight for another caller', async () => {
    const gate = Promise.withResolvers<void>();
    const scorer = fakeScorer(async (passage) => {
      if (passage === '3') await gate.promise;
      return Number(passage);
    });
    const reranker = createReranker({ scorer });
    await reranker.rerank(request);
    const candidates = ['3', '5', '6', '5'].map((passage) => ({ document: passage, passage }));
    const first = reranker.rerank({ query: 'apples', candidates });
    const second = reranker.rerank({ query: 'apples', candidates: candidates.slice(0, 2) });
    setTimeout(gate.resolve, 20);
    expect((await first).counts).toMatchObject({ scored: 4, cached: 1, coalesced: 0 });
    expect((await second).counts).toMatchObject({ scored: 2, cached: 1, coalesced: 1 });
  });

  test('tells its progress', async () => {
    const progress: { scored: number; total: number }[] = [];
    const candidates = ['1', '2', '3'].map((passage) => ({ document: passage, passage }));
    const reranker = createReranker({ scorer: fakeScorer(Number), passagesPerCall: 2 });
    await reranker.rerank({
      query: 'apples',
      candidates,
      onProgress: (step) => progress.push(step),
    });
    expect(progress).toEqual([
      { scored: 2, total: 3 },
      { scored: 3, total: 3 },
    ]);
  });

  test('reranks for several queries in one batch, and refuses all when one is bad', async () => {
    const batches: number[] = [];
    const inner = fakeScorer(Number);
    const reranker = createReranker({
      scorer: {
        modelId: 'fake',
        score: (asked) => inner.score(asked),
        scorePairs: ({ pairs }: PairScoreRequest) => {
          batches.push(pairs.length);
          return inner.score({ query: 'any', passages: pairs.map(({ passage }) => passage) });
        },
      } as PairScorer,
    });
    const requests = ['apples', 'pears'].map((query) => ({ ...request, query }));
    const rankings = await reranker.rerankMany(requests);
    expect(rankings.map(({ outcome }) => outcome)).toEqual(['reranked', 'reranked']);
    expect(batches).toEqual([2]);
    const refused = reranker.rerankMany([...requests, { ...request, query: ' ' }]);
    await expect(refused).rejects.toMatchObject({ argument: 'query' });
    expect(batches).toEqual([2]);
  });
});

test.each([
  [{ step: 4 }, 'step', 'passagesPerCall'],
  [{ batching: { batchSize: 8 } }, 'batching.batchSize', 'maxPairsPerBatch'],
  [{ resilience: { timeoutMs: 100 } }, 'resilience.timeoutMs', 'attemptTimeoutMs'],
  [{ balancing: { weight: 1 } }, 'balancing.weight', 'slack'],
  [{ longPassages: 'pieces' }, 'longPassages', "'chunks'"],
])('refuses the option %j, which nobody would read', (options, argument, known) => {
  const creating = () => createReranker({ scorer: fakeScorer(Number), ...(options as object) });
  expect(creating).toThrow(expect.objectContaining({ argument }));
  expect(creating).toThrow(known);
});

test.each<[string, object]>([
  ['retries', { resilience: { retries: Number.NaN } }],
  ['retries', { resilience: { retries: '2' } }],
  ['backoffMs', { resilience: { backoffMs: -5 } }],
  ['maxBackoffMs', { resilience: { maxBackoffMs: Infinity } }],
  ['attemptTimeoutMs', { resilience: { attemptTimeoutMs: Number.NaN } }],
  ['breakAfter', { resilience: { breakAfter: 0 } }],
  ['breakMs', { resilience: { breakMs: Number.NaN } }],
  ['maxCallsInFlight', { resilience: { maxCallsInFlight: 0 } }],
  ['maxWaitMs', { batching: { maxWaitMs: Number.NaN } }],
  ['maxWaitMs', { batching: { maxWaitMs: 2 ** 31 } }],
  ['ejectMs', { balancing: { ejectMs: Number.NaN } }],
])('refuses as %s what is no such number: %o', (argument, options) => {
  const scorer = [fakeScorer(Number), fakeScorer(Number)];
  const creating = () => createReranker({ scorer, ...options });
  expect(creating).toThrow(expect.objectContaining({ code: 'invalid_request', argument }));
});

test('takes limits that are switched off by Infinity', () => {
  const resilience = {
    retries: Infinity,
    attemptTimeoutMs: Infinity,
    breakAfter: Infinity,
    breakMs: Infinity,
    maxCallsInFlight: Infinity,
  };
  const creating = () => createReranker({ scorer: fakeScorer(Number), resilience });
  expect(creating).not.toThrow();
});

test('refuses a treatment of long passages that there is not, in a request too', async () => {
  const reranker = createReranker({ scorer: fakeScorer(Number) });
  const reranking = reranker.rerank({ ...request, longPassages: 'pieces' as never });
  await expect(reranking).rejects.toMatchObject({ argument: 'longPassages' });
});

test.each([
  ['options', undefined, 'must be an object with some of `scorer`'],
  ['options', fakeScorer(Number), 'pass `createReranker({ scorer })`'],
  ['scorer', {}, 'is needed'],
  ['scorer', { scorer: [] }, 'empty list'],
  ['scorer[1]', { scorer: [fakeScorer(Number), 'http://127.0.0.1:8000/v1'] }, 'must be a scorer'],
  ['scorer', { scorer: createReranker({ scorer: fakeScorer(Number) }) }, 'is a reranker'],
  ['scorer', { scorer: Promise.resolve(fakeScorer(Number)) }, 'await it'],
  ['cache', { scorer: fakeScorer(Number), cache: true }, 'createMemoryCache'],
  ['deadlineMs', { scorer: fakeScorer(Number), deadlineMs: '300' }, 'positive number'],
])('refuses %s that no reranker can be made with, at once: %j', (argument, options, message) => {
  const error = expect.objectContaining({ argument, message: expect.stringContaining(message) });
  expect(() => createReranker(options as never)).toThrow(error);
});

test.each([
  ['topK', { ...request, topK: 5 }],
  ['passages', { query: 'apples', passages: ['text'] }],
  ['candidates', { query: 'apples' }],
])('refuses a request with %s, and the names that there are', async (argument, asked) => {
  const scorer = fakeScorer(Number);
  const reranking = createReranker({ scorer }).rerank(asked as never);
  await expect(reranking).rejects.toMatchObject({ argument });
  expect(scorer.requests).toEqual([]);
});
