import { getEventListeners } from 'node:events';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { expectedScore } from '../score/expected-score.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { batchedScorer } from './batched-scorer.ts';

/** A backend that takes pairs of several queries at once, and records the batches. */
function pairBackend(levelOf: (passage: string) => number | Promise<number> = Number) {
  const inner = fakeScorer(levelOf);
  const batches: string[][] = [];
  const scorer: PairScorer = {
    modelId: 'fake',
    score: (request) => inner.score(request),
    scorePairs: async ({ pairs, signal }) => {
      batches.push(pairs.map(({ query, passage }) => `${query}${passage}`));
      return inner.score({ query: 'any', passages: pairs.map(({ passage }) => passage), signal });
    },
  };
  return { scorer, batches };
}

describe('batchedScorer', () => {
  scorerContract(() => batchedScorer(fakeScorer((passage) => 1 + (passage.length % 6))));

  test('lets small requests of several queries share a batch', async () => {
    const { scorer, batches } = pairBackend();
    const batched = batchedScorer(scorer);
    const answers = await Promise.all([
      batched.score({ query: 'a', passages: ['1', '2'] }),
      batched.score({ query: 'b', passages: ['3'] }),
    ]);
    expect(batches).toEqual([['a1', 'a2', 'b3']]);
    expect(answers.map((scores) => scores.map(expectedScore))).toEqual([[1, 2], [3]]);
  });

  test('packs by count and by tokens, and keeps order', async () => {
    const { scorer, batches } = pairBackend((passage) => passage.length % 7 || 7);
    const passages = ['1', '1234', 'x'.repeat(3000), '12', '123'];
    const batched = batchedScorer(scorer, {
      maxPairsPerBatch: 2,
      batchTokens: 100,
      maxBatchesInFlight: 1,
    });
    const answers = await batched.score({ query: 'a', passages });
    expect(batches.map((batch) => batch.length)).toEqual([2, 1, 2]);
    expect(answers.map(expectedScore)).toEqual([1, 4, 4, 2, 3]);
  });

  test('lets a small request pass by a large one, and none wait for ever', async () => {
    const { scorer, batches } = pairBackend();
    const batched = batchedScorer(scorer, { maxPairsPerBatch: 4, maxBatchesInFlight: 1 });
    const passages = Array.from({ length: 40 }, (_, n) => `${1 + (n % 7)}`);
    const ends: string[] = [];
    const ask = async (query: string, asked: string[]) => {
      await batched.score({ query, passages: asked });
      ends.push(query);
    };
    await Promise.all([ask('large', passages), ask('small', ['1', '2', '3']), ask('tiny', ['4'])]);
    expect(ends).toEqual(['tiny', 'small', 'large']);
    // The first batch left before the others came; from then on each line has its share.
    expect(batches[1]).toEqual(['large5', 'large6', 'small1', 'small2']);
    expect(batches[2]).toEqual(['tiny4', 'large7', 'large1', 'small3']);
    expect(batches.flat()).toHaveLength(44);
  });

  test('holds callers back when the queue is full, and serves them all', async () => {
    const { scorer, batches } = pairBackend();
    const batched = batchedScorer(scorer, {
      maxPairsPerBatch: 2,
      maxBatchesInFlight: 1,
      queueSize: 2,
    });
    const calls = Array.from({ length: 5 }, (_, n) =>
      batched.score({ query: `${n}`, passages: ['1', '2', '3'] }),
    );
    const answers = await Promise.all(calls);
    expect(answers.every((scores) => scores.map(expectedScore).join() === '1,2,3')).toBe(true);
    expect(batches.flat()).toHaveLength(15);
  });

  test('sends what waits where the queue is smaller than a batch', async () => {
    const { scorer, batches } = pairBackend();
    const batched = batchedScorer(scorer, { maxPairsPerBatch: 8, queueSize: 2 });
    const answers = await batched.score({ query: 'a', passages: ['1', '2', '3', '4', '5'] });
    expect(answers.map(expectedScore)).toEqual([1, 2, 3, 4, 5]);
    expect(batches).toEqual([['a1', 'a2'], ['a3', 'a4'], ['a5']]);
  });

  test('serves those who wait for room behind callers that have gone', async () => {
    const { scorer } = pairBackend();
    const batched = batchedScorer(scorer, {
      maxPairsPerBatch: 2,
      maxBatchesInFlight: 1,
      queueSize: 2,
    });
    const gone = new AbortController();
    const calls = Array.from({ length: 50 }, (_, n) => {
      const signal = n > 0 && n < 49 ? gone.signal : undefined;
      return batched.score({ query: `${n}`, passages: ['1', '2', '3'], signal });
    });
    gone.abort(new Error('gone'));
    const answers = await Promise.allSettled(calls);
    const served = answers.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
    expect(served).toEqual([0, 49]);
  });

  test('takes the waiting pairs of a caller that aborts out of the queue', async () => {
    const { scorer, batches } = pairBackend();
    const batched = batchedScorer(scorer, { maxWaitMs: 20 });
    const controller = new AbortController();
    const leaving = batched.score({ query: 'a', passages: ['1'], signal: controller.signal });
    const staying = batched.score({ query: 'b', passages: ['2'] });
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect((await staying).map(expectedScore)).toEqual([2]);
    expect(batches).toEqual([['b2']]);
  });

  test("does not let one caller's pair spoil another's answer", async () => {
    const { scorer } = pairBackend((passage) => {
      if (passage === 'bad') {
        throw new BackendOutputError({ url: 'here', modelId: 'fake', problem: 'is odd' });
      }
      return Number(passage);
    });
    const batched = batchedScorer(scorer);
    const [spoilt, fine] = await Promise.allSettled([
      batched.score({ query: 'a', passages: ['bad'] }),
      batched.score({ query: 'b', passages: ['2'] }),
    ]);
    expect(spoilt).toMatchObject({ status: 'rejected', reason: { code: 'backend_output' } });
    expect(fine.status).toBe('fulfilled');
  });

  test('asks no more for a caller of whom a batch has failed', async () => {
    const { scorer, batches } = pairBackend(async (passage) => {
      await delay(passage === '1' ? 1 : 20);
      throw new BackendOutputError({ url: 'here', modelId: 'fake', problem: 'is odd' });
    });
    const batched = batchedScorer(scorer, { maxPairsPerBatch: 2, maxBatchesInFlight: 2 });
    const settled = await Promise.allSettled([
      batched.score({ query: 'a', passages: ['1', '1', '2', '1', '1', '1'] }),
      batched.score({ query: 'b', passages: ['3'] }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // What the other waits for is asked again without the pair of the first.
    expect(batches).toEqual([['a1', 'a1'], ['a2', 'a1'], ['b3']]);
  });

  test('lets go of the signals of its callers when a batch is done', async () => {
    const { scorer } = pairBackend();
    const batched = batchedScorer(scorer);
    const { signal } = new AbortController();
    const calls = ['a', 'b'].map((query) => batched.score({ query, passages: ['1'], signal }));
    await Promise.all(calls);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('ends a batch with the last of its callers, and not before', async () => {
    const controllers = [new AbortController(), new AbortController()];
    let ended: AbortSignal | undefined;
    const scorer: PairScorer = {
      ...pairBackend().scorer,
      scorePairs: ({ signal }) => {
        ended = signal;
        return new Promise(() => {});
      },
    };
    const batched = batchedScorer(scorer);
    const calls = controllers.map(({ signal }, n) =>
      batched.score({ query: `${n}`, passages: ['1'], signal }),
    );
    const settled = Promise.allSettled(calls);
    await setImmediate();
    controllers[0]!.abort(new Error('the first has gone'));
    expect(ended?.aborted).toBe(false);
    controllers[1]!.abort(new Error('the last has gone'));
    expect(ended?.reason).toMatchObject({ message: 'the last has gone' });
    await settled;
  });

  test('tells every caller of a dead backend', async () => {
    const { scorer } = pairBackend(() => {
      throw new BackendConnectionError({ url: 'here' });
    });
    const batched = batchedScorer(scorer);
    const calls = ['a', 'b'].map((query) => batched.score({ query, passages: ['1'] }));
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
