import type { Run } from '../metrics/run.ts';
import { bestScores } from './best-scores.ts';
import type { ScoreFormula } from './score-formula.ts';
import type { ScoredQuery } from './scored-query.ts';

/** How much of what was found is reranked, and how much is in the run. */
export interface DepthOptions {
  /** Hits of a query that are reranked; none for the first stage's own order. */
  readonly depth: number;
  /** Hits of a query in the run, at least `depth`: those behind it follow in the first stage's order. @default depth */
  readonly size?: number | undefined;
  readonly formula: ScoreFormula;
}

/** What users would have seen had only the first hits been reranked. */
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
