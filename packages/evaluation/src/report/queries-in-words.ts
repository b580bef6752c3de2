import { nounOf } from '@lb-rerank/core/backend';
import type { DataSetResult } from '../experiment/data-set-result.ts';
import { countText } from './format-number.ts';

/** Says how many queries were asked, and what becomes of those without a hit: `6 queries (5 without a hit, left out of the means)`. */
export function queriesInWords({
  queries,
  queriesWithoutHits,
  queriesWithoutHitsAre,
}: Pick<DataSetResult, 'queries' | 'queriesWithoutHits' | 'queriesWithoutHitsAre'>): string {
  const asked = `${countText(queries)} ${nounOf(queries, 'query', 'queries')}`;
  if (queriesWithoutHits === 0) return asked;
  const become =
    queriesWithoutHitsAre === 'counted' ? 'counted as 0 in the means' : 'left out of the means';
  return `${asked} (${countText(queriesWithoutHits)} without a hit, ${become})`;
}
