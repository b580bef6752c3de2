import type { Ranking } from '@lb-rerank/core';

/**
 * The engine's own order as a ranking, for when something else than the model failed: a function of the caller's that
 * reads passages, or a reranker of their own.
 */
export function engineOrder<THit extends { _score?: number | null }>(
  hits: readonly THit[],
  { modelId, window, error }: { modelId: string; window: number; error: Error },
): Ranking<THit> {
  const inWindow = Math.min(window, hits.length);
  return {
    results: hits.map((document, index) => ({
      index,
      document,
      score: null,
      relevanceScore: null,
      probabilities: null,
      passage: null,
      retrieverRank: index + 1,
      retrieverScore: document._score ?? undefined,
    })),
    outcome: 'fallback',
    error,
    modelId,
    counts: {
      candidates: hits.length,
      window: inWindow,
      scored: 0,
      unscored: inWindow,
      withoutPassage: 0,
      cached: 0,
      coalesced: 0,
      belowMinScore: 0,
    },
    timings: { totalMs: 0 },
  };
}
