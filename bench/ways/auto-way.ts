import { createVllmScorer } from '@lb-rerank/core';
import { pairsOf } from './pairs-of.ts';
import type { Way } from './way.ts';

/** One call with all pairs, in the mode that the scorer finds by itself. */
export function autoWay(baseURL: string, model: string): Way {
  const scorer = createVllmScorer({ baseURL, model, minMass: 0 });
  return (searches) => scorer.scorePairs({ pairs: pairsOf(searches) });
}
