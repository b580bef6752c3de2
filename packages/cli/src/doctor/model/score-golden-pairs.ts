import type { LevelProbabilities, Scorer } from '@lb-rerank/core';
import { GOLDEN_PAIRS } from './golden-pairs.ts';

/** Scores the golden pairs, in their order. */
export async function scoreGoldenPairs(
  scorer: Scorer,
  signal: AbortSignal,
): Promise<LevelProbabilities[]> {
  const answers = await Promise.all(
    GOLDEN_PAIRS.map(({ query, passage }) => scorer.score({ query, passages: [passage], signal })),
  );
  return answers.flat();
}
