import type { Ranking } from '@lb-rerank/core';

/** An answered question, before a dialect puts it into its own shape. */
export interface Answer {
  /** One for each search of the question, in its order. */
  readonly rankings: readonly Ranking<string>[];
  readonly modelId: string;
  readonly requestId: string;
  /** Of all pairs, however few results come back. */
  readonly estimatedTokens: number;
  /** True if scores and distributions stand beside each relevance score. */
  readonly withDetails: boolean;
}
