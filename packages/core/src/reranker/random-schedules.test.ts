import { setImmediate } from 'node:timers/promises';
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  integer,
  option,
  record,
} from 'fast-check';
import { expect, test } from 'vitest';
import { batchedScorer } from '../decorators/batched-scorer.ts';
import { singleFlightScorer } from '../decorators/single-flight-scorer.ts';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { expectedScore } from '../score/expected-score.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';

const GONE = new Error('gone');

const rounds = integer({ min: 0, max: 4 });
const call = record({
  comesAfter: rounds,
  leavesAfter: option(rounds, { nil: undefined }),
  query: constantFrom('a', 'b', 'c'),
  passages: array(constantFrom('1', '2', '3 long enough for a batch', 'bad'), {
    maxLength: 8,
  }),
});
const schedule = record({
  calls: array(call, { minLength: 1, maxLength: 10 }),
  answersAfter: array(rounds, { minLength: 1, maxLength: 4 }),
  limits: record({
    maxPairsPerBatch: integer({ min: 1, max: 5 }),
    batchTokens: integer({ min: 1, max: 20 }),
    maxBatchesInFlight: integer({ min: 1, max: 3 }),
    queueSize: integer({ min: 1, max: 6 }),
    maxWaitMs: constant(0),
  }),
  isShared: boolean(),
});

const levelOf = (passage: string) => Number(passage[0]);

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await setImmediate();
}

/** A backend that answers each batch after some rounds of the event loop, and refuses one with a bad passage. */
function backendOf(answersAfter: readonly number[]): PairScorer {
  const inner = fakeScorer(levelOf);
  let batches = 0;
  return {
    modelId: 'fake',
    score: (request) => inner.score(request),
    async scorePairs({ pairs, signal }) {
      await turns(answersAfter[batches++ % answersAfter.length]!);
      signal?.throwIfAborted();
      const passages = pairs.map(({ passage }) => passage);
      if (!passages.includes('bad')) return inner.score({ query: 'any', passages, signal });
      throw new BackendOutputError({ url: 'here', modelId: 'fake', problem: 'is odd' });
    },
  };
}

test('gives every caller its own answers or its own failure, whoever comes, leaves and fails beside it', async () => {
  const property = asyncProperty(schedule, async ({ calls, answersAfter, limits, isShared }) => {
    const batched = batchedScorer(backendOf(answersAfter), limits);
    const scorer = isShared ? singleFlightScorer(batched) : batched;
    const asked = calls.map(async ({ comesAfter, leavesAfter, query, passages }) => {
      await turns(comesAfter);
      const leaving = new AbortController();
      const leave = async (after: number) => turns(after).then(() => leaving.abort(GONE));
      if (leavesAfter !== undefined) void leave(leavesAfter);
      const scoring = scorer.score({ query, passages, signal: leaving.signal });
      const end = await scoring.then(
        (answers) => answers.map(expectedScore),
        (error: unknown) => (error instanceof BackendOutputError ? 'bad' : error),
      );
      const mayEndBy = [passages.includes('bad') ? 'bad' : passages.map(levelOf)];
      expect(leavesAfter === undefined ? mayEndBy : [...mayEndBy, GONE]).toContainEqual(end);
    });
    await Promise.all(asked);
  });
  await assert(property, { numRuns: 500 });
});
