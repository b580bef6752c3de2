import type { LevelProbabilities } from '@lb-rerank/core';

const BARS = '▁▂▃▄▅▆▇█';

/** The seven probabilities as seven small bars, p("1") first: an empty one is 0, a full one is 1. */
export function levelBars(probabilities: LevelProbabilities): string {
  return probabilities
    .map(
      (probability) => BARS[Math.min(BARS.length - 1, Math.round(probability * (BARS.length - 1)))],
    )
    .join('');
}
