import { expect, test } from 'vitest';
import { expectedScore } from '../score/expected-score.ts';
import { probabilityMass } from '../score/probability-mass.ts';
import type { Scorer } from '../scorer/scorer.ts';

const query = 'What is the scientific name of apples?';
const passages = [
  'An apple is a round, edible fruit produced by an apple tree (Malus domestica).',
  'The square root of 999 is about 31.6.',
  'An apple is a round, edible fruit produced by an apple tree (Malus domestica).',
];

/**
 * Tests what holds for every scorer, by vitest inside the caller's `describe`.
 *
 * @param scorerOf gives the scorer under test; called once per test.
 */
export function scorerContract(scorerOf: () => Scorer): void {
  test('answers with seven probabilities for each passage', async () => {
    const answers = await scorerOf().score({ query, passages });
    expect(answers).toHaveLength(passages.length);
    for (const probabilities of answers) {
      expect(probabilities).toHaveLength(7);
      expect(probabilities.every((p) => p >= 0 && p <= 1.001)).toBe(true);
      expect(probabilityMass(probabilities)).toBeGreaterThan(0.5);
      expect(probabilityMass(probabilities)).toBeLessThan(1.001);
      expect(expectedScore(probabilities)).toBeGreaterThanOrEqual(1);
      expect(expectedScore(probabilities)).toBeLessThanOrEqual(7);
    }
  });

  test('answers in passage order, whatever stands beside a passage', async () => {
    const scorer = scorerOf();
    const forward = await scorer.score({ query, passages });
    const backward = await scorer.score({ query, passages: passages.toReversed() });
    for (const [position, probabilities] of backward.toReversed().entries()) {
      expect(expectedScore(probabilities)).toBeCloseTo(expectedScore(forward[position]!), 2);
    }
  });

  test('answers no passages with no probabilities', async () => {
    expect(await scorerOf().score({ query, passages: [] })).toEqual([]);
  });

  test('rejects with the reason of an aborted signal', async () => {
    const reason = new Error('the caller went away');
    const scoring = scorerOf().score({ query, passages, signal: AbortSignal.abort(reason) });
    await expect(scoring).rejects.toBe(reason);
  });

  test('names its model', () => {
    expect(scorerOf().modelId).not.toBe('');
  });
}
