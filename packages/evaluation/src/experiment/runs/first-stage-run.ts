import type { Run } from '../../metrics/run.ts';
import { bestScores } from './best-scores.ts';
import type { ScoredQuery } from './scored-query.ts';

/** Makes a run of the first stage's best hits for each query, with its own scores. */
export function firstStageRun(queries: readonly ScoredQuery[], size: number): Run {
  const rows = queries.map(({ queryId, hits }) => {
    const first = hits.slice(0, size).map(({ id, score }) => [id, score] as const);
    return [queryId, bestScores(first)] as const;
  });
  return new Map(rows);
}
