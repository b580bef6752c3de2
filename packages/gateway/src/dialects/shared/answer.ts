import type { Ranking } from '@lb-rerank/core';

/** What a dialect puts into its own words. */
export interface Answer {
  /** One for each search of the question, in its order. */
  readonly rankings: readonly Ranking<string>[];
  readonly modelId: string;
  readonly requestId: string;
  /** Of all pairs, however few results come back. */
  readonly estimatedTokens: number;
  /** Whether scores and distributions stand beside each relevance score. */
  readonly withDetails: boolean;
}
