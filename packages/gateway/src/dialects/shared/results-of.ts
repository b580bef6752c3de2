import type { Answer } from './answer.ts';
import { type Details, detailsOf } from './details-of.ts';
import { wireScore } from './wire-score.ts';

/** One result in the words that most dialects share. */
export interface WireResult extends Details {
  readonly index: number;
  /** In [0, 1]. */
  readonly relevance_score: number;
  readonly document?: { readonly text: string } | undefined;
}

/**
 * Lists the results of a question with one search, as most dialects put them, best first. A document without a
 * score has 0: their clients compute with the number, and since sorting is stable, equal scores keep the order.
 */
export function resultsOf(
  answer: Answer,
  { withDocuments }: { readonly withDocuments: boolean },
): WireResult[] {
  return answer.rankings[0]!.results.map((result) => ({
    index: result.index,
    relevance_score: wireScore(result.relevanceScore ?? 0),
    ...detailsOf(result, answer),
    ...(withDocuments && { document: { text: result.document } }),
  }));
}
