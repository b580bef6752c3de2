import { describe, expect, test } from 'vitest';
import { expectedScore } from '../score/expected-score.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { singleFlightScorer } from './single-flight-scorer.ts';

const query = 'apples';

/** A scorer whose answers wait for `open`. */
function gatedScorer() {
  const gate = Promise.withResolvers<void>();
  const inner = fakeScorer(async (passage) => {
    await gate.promise;
    return Number(passage);
  });
  return { inner, open: gate.resolve };
}

describe('singleFlightScorer', () => {
  scorerContract(() => singleFlightScorer(fakeScorer((passage) => 1 + (passage.length % 6))));

  test('asks for a pair in flight once, across callers and within one', async () => {
    const { inner, open } = gatedScorer();
    const scorer = singleFlightScorer(inner);
    const first = scorer.score({ query, passages: ['2', '3', '2'] });
    const second = scorer.score({ query, passages: ['3', '5'] });
    open();
    expect((await first).map(expectedScore)).toEqual([2, 3, 2]);
    expect((await second).map(expectedScore)).toEqual([3, 5]);
    expect(inner.requests.map(({ passages }) => passages)).toEqual([['2', '3'], ['5']]);
  });

  test("does not let one caller's abort reach the others", async () => {
    const { inner, open } = gatedScorer();
    const scorer = singleFlightScorer(inner);
    const controller = new AbortController();
    const first = scorer.score({ query, passages: ['2'], signal: controller.signal });
    const second = scorer.score({ query, passages: ['2'] });
    const reason = new Error('gone');
    controller.abort(reason);
    await expect(first).rejects.toBe(reason);
    expect(inner.requests[0]?.signal?.aborted).toBe(false);
    open();
    expect((await second).map(expectedScore)).toEqual([2]);
  });

  test('aborts the request when nobody waits for it any more, and asks anew after that', async () => {
    const { inner, open } = gatedScorer();
    const scorer = singleFlightScorer(inner);
    const controller = new AbortController();
    const leaving = scorer.score({ query, passages: ['2'], signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect(inner.requests[0]?.signal?.aborted).toBe(true);
    open();
    expect(await scorer.score({ query, passages: ['2'] })).toHaveLength(1);
    expect(inner.requests).toHaveLength(2);
  });

  test('lets who only waited for a request that failed ask for themselves', async () => {
    const { promise: taken, resolve: refuse } = Promise.withResolvers<void>();
    const inner = fakeScorer(async (passage) => {
      if (passage !== 'poison') return 4;
      await taken;
      throw new Error('refused');
    });
    const scorer = singleFlightScorer(inner);
    const first = scorer.score({ query, passages: ['shared', 'poison'] });
    const joined = scorer.score({ query, passages: ['shared', 'own'] });
    refuse();
    await expect(first).rejects.toThrow('refused');
    expect(await joined).toHaveLength(2);
    expect(inner.requests.map(({ passages }) => passages)).toEqual([
      ['shared', 'poison'],
      ['own'],
      ['shared'],
    ]);
  });

  test('gives up where asking for themselves fails too, and asks anew after it', async () => {
    let calls = 0;
    const inner = fakeScorer(async () => {
      calls += 1;
      if (calls <= 2) throw new Error('down');
      return 4;
    });
    const scorer = singleFlightScorer(inner);
    const waiting = [1, 2].map(() => scorer.score({ query, passages: ['a'] }));
    const settled = await Promise.allSettled(waiting);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await scorer.score({ query, passages: ['a'] })).toHaveLength(1);
  });
});
