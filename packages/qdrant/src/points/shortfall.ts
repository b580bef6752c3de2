import type { Ranking, RankingOutcome, RerankSummary } from '@lb-rerank/core';
import { rerankSummaryOf, summaryOf } from '@lb-rerank/core/adapter';
import { passageInWords } from '../passage/passage-in-words.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** The reason for which less than the rank window was fetched. */
export interface Shortfall {
  readonly reason: string;
  /** The engine's answer to the request for the whole rank window. */
  readonly error: Error;
  /** Whether the passage was asked for where the caller's own request leaves it out. */
  readonly isPassageFetched: boolean;
}

const OUTCOMES: Record<RankingOutcome, RankingOutcome> = {
  reranked: 'partial',
  partial: 'partial',
  unscored: 'fallback',
  fallback: 'fallback',
};

/** Says that the engine lets no more points through than are in a smaller rank window. */
export function limitShortfall(mostPoints: number, error: Error): Shortfall {
  const reason = `the collection gives a request at most ${mostPoints} points (max_query_limit of its strict mode): set rankWindowSize to ${mostPoints} or less`;
  return { reason, error, isPassageFetched: true };
}

/** Says that the caller's own request was answered, and no larger one. */
export function ownPageShortfall(error: Error): Shortfall {
  const reason =
    'Qdrant answered only the request as it came, and not the one for the whole rank window';
  return { reason, error, isPassageFetched: false };
}

/** Sums up a ranking, and marks it by what was not fetched, if anything was not. */
export function summaryWith(
  ranking: Ranking<unknown>,
  passage: PassageSelector,
  shortfall: Shortfall | undefined,
): RerankSummary {
  const isFetched = shortfall?.isPassageFetched ?? true;
  const summary = isFetched
    ? summaryOf(ranking, passageInWords(passage))
    : rerankSummaryOf(ranking);
  if (shortfall === undefined) return summary;
  const reasons = [summary.reason, shortfall.reason].filter((reason) => reason !== undefined);
  return {
    ...summary,
    outcome: OUTCOMES[summary.outcome],
    error: summary.error ?? shortfall.error,
    reason: reasons.join('; '),
  };
}
