import type { Ranking } from '@lb-rerank/core';
import type { Question, Search } from '../dialects/question.ts';

/** A ranking that leaves documents in the order they came, without scores. */
export function passedThrough(
  { documents }: Search,
  { topN }: Question,
  { modelId, error }: { modelId: string; error: Error },
): Ranking<string> {
  return {
    results: documents
      .map((document, index) => ({
        index,
        document,
        score: null,
        relevanceScore: null,
        probabilities: null,
        passage: null,
        retrieverRank: index + 1,
        retrieverScore: undefined,
      }))
      .slice(0, topN),
    outcome: documents.length === 0 ? 'reranked' : 'fallback',
    error,
    modelId,
    counts: {
      candidates: documents.length,
      window: documents.length,
      scored: 0,
      unscored: documents.length,
      withoutPassage: 0,
      cached: 0,
      coalesced: 0,
      belowMinScore: 0,
    },
    timings: { totalMs: 0 },
  };
}
