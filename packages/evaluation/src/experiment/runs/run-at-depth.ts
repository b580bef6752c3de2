import type { Run } from '../../metrics/run.ts';
import { bestScores } from './best-scores.ts';
import type { ScoreFormula } from './score-formula.ts';
import type { ScoredQuery } from './scored-query.ts';

/** The number of hits that are reranked, and the number that the run holds. */
export interface DepthOptions {
  /** Hits of a query that are reranked, of all alike or of each its own; none for the first stage's own order. */
  readonly depth: number | ((query: ScoredQuery) => number);
  /** Hits of a query in the run, at least `depth`: those behind it follow in the first stage's order. */
  readonly size: number;
  readonly formula: ScoreFormula;
}

/** Makes the run that users would have seen if only the first hits had been reranked. */
export function runAtDepth(
  queries: readonly ScoredQuery[],
  { depth, size, formula }: DepthOptions,
): Run {
  const rows = queries.map((query) => {
    const { queryId, hits, scores } = query;
    const cut = typeof depth === 'number' ? depth : depth(query);
    const inRun = hits.slice(0, size).map(({ id }, index) => {
      const score = index < cut ? scores[formula][index] : null;
      // Below every formula's lowest value, and falling, so that what has no score keeps its order at the end.
      return [id, score ?? -(index + 2)] as const;
    });
    return [queryId, bestScores(inRun)] as const;
  });
  return new Map(rows);
}
