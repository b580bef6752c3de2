import type { Ranking, RankingOutcome } from '../rerank/ranking.ts';

/** The account of a reranked response, as it stands beside an engine's own fields. */
export interface RerankSummary {
  readonly outcome: RankingOutcome;
  readonly model_id: string;
  /** Hits in the rank window: those to be scored. There may be fewer than were asked for. */
  readonly rank_window_size: number;
  readonly scored: number;
  readonly unscored: number;
  readonly without_passage: number;
  /** Hits in the rank window behind the point at which `patience` or `minTopScore` ended it. */
  readonly skipped: number;
  /** Pairs whose score was known already. */
  readonly cached: number;
  readonly below_min_score: number;
  /** Milliseconds spent reranking; the engine's own `took` does not include them. */
  readonly took: number;
  /** Why the outcome is `partial` or `fallback`. */
  readonly error?: Error | undefined;
  /** Why fewer hits have a score than were asked for, in words, where no error tells it. */
  readonly reason?: string | undefined;
}

/** Sums up a ranking. */
export function rerankSummaryOf({
  outcome,
  modelId,
  counts,
  timings,
  error,
}: Ranking<unknown>): RerankSummary {
  return {
    outcome,
    model_id: modelId,
    rank_window_size: counts.rankWindowSize,
    scored: counts.scored,
    unscored: counts.unscored,
    without_passage: counts.withoutPassage,
    skipped: counts.skipped,
    cached: counts.cached,
    below_min_score: counts.belowMinScore,
    took: Math.round(timings.totalMs),
    ...(error && { error }),
  };
}
