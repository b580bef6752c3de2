import type { Scorer } from './scorer.ts';

/** Names the place where a scorer's model runs, as errors do; the model where it tells no place. */
export function placeOfScorer({ location, modelId }: Pick<Scorer, 'location' | 'modelId'>): string {
  return location ?? modelId;
}
