import { describe, expect, test } from 'vitest';
import { cardScore } from './card-score.ts';
import { expectedScore } from './expected-score.ts';
import type { LevelProbabilities } from './level-probabilities.ts';
import { notebookScore } from './notebook-score.ts';
import { probabilityMass } from './probability-mass.ts';
import { relevanceScore } from './relevance-score.ts';

/** The card prints the expectations only, so each stands here as the two neighbouring levels that give it. */
const CARD_EXPECTATIONS = [6.66570732, 1.86686378, 1.01102923];

function betweenTwoLevels(expectation: number): LevelProbabilities {
  const lower = Math.floor(expectation);
  const probabilities = [0, 0, 0, 0, 0, 0, 0];
  probabilities[lower - 1] = lower + 1 - expectation;
  probabilities[lower] = expectation - lower;
  return probabilities as unknown as LevelProbabilities;
}

describe('scores', () => {
  test.each(CARD_EXPECTATIONS)(
    'give the expectation %d that the model card prints',
    (expectation) => {
      const probabilities = betweenTwoLevels(expectation);
      expect(Math.abs(cardScore(probabilities) - expectation)).toBeLessThan(1e-9);
      expect(Math.abs(expectedScore(probabilities) - expectation)).toBeLessThan(1e-9);
    },
  );

  const probabilities: LevelProbabilities = [0.01, 0.02, 0.03, 0.04, 0.1, 0.3, 0.4];

  test('divide by the mass only where they are comparable across backends', () => {
    expect(probabilityMass(probabilities)).toBeCloseTo(0.9, 12);
    expect(cardScore(probabilities)).toBeCloseTo(5.4, 12);
    expect(expectedScore(probabilities)).toBeCloseTo(6, 12);
  });

  test('follow the published notebook in its own formula', () => {
    expect(notebookScore(probabilities)).toBeCloseTo(0.84 / 4 - 0.1 / 4, 12);
  });

  test('lie on [0, 1] as relevance', () => {
    expect([1, 4, 7].map(relevanceScore)).toEqual([0, 0.5, 1]);
  });
});
