import type { Run } from '../metrics/run.ts';
import { bestScores } from './best-scores.ts';
import type { ScoreFormula } from './score-formula.ts';
import type { ScoredQuery } from './scored-query.ts';

/** The number of hits that are reranked, and the number that the run holds. */
export interface DepthOptions {
  /** Hits of a query that are reranked; none for the first stage's own order. */
  readonly depth: number;
  /** Hits of a query in the run, at least `depth`: those behind it follow in the first stage's order. @default depth */
  readonly size?: number | undefined;
  readonly formula: ScoreFormula;
}

/** Makes the run that users would have seen if only the first hits had been reranked. */
export function runAtDepth(
  queries: readonly ScoredQuery[],
  { depth, size = depth, formula }: DepthOptions,
): Run {
  const rows = queries.map(({ queryId, hits, scores }) => {
    const inRun = hits.slice(0, size).map(({ id }, index) => {
      const score = index < depth ? scores[formula][index] : null;
      // Below every formula's lowest value, and falling, so that what has no score keeps its order at the end.
      return [id, score ?? -(index + 2)] as const;
    });
    return [queryId, bestScores(inRun)] as const;
  });
  return new Map(rows);
}
