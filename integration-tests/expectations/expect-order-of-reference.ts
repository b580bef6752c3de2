import { expectedScore, type LevelProbabilities } from '@lb-rerank/core';
import { expect } from 'vitest';
import { computeReferenceProbabilities } from '@lb-rerank/test-engines/vllm';

/** The largest difference of our scores from those that transformers computes on the same weights. */
const TOLERANCE = 1e-3;

/** Holds scored passages, best first, against scores and an order that share no code with ours. */
export async function expectOrderOfReference(
  query: string,
  ranked: readonly { passage: string; score: number | null }[],
): Promise<void> {
  const pairs = ranked.map(({ passage }) => ({ query, passage }));
  const reference = (await computeReferenceProbabilities(pairs)).map((probabilities) =>
    expectedScore(probabilities as unknown as LevelProbabilities),
  );
  const differences = ranked.map(({ score }, rank) => Math.abs((score ?? NaN) - reference[rank]!));
  expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
  // Neighbours whose reference scores differ by more than the tolerance must stand in the reference's order.
  const rises = reference.slice(1).map((score, rank) => score - reference[rank]!);
  expect(Math.max(...rises)).toBeLessThan(2 * TOLERANCE);
  expect(Math.max(...reference) - Math.min(...reference)).toBeGreaterThan(0.5);
}
