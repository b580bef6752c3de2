/** The account of a search that could not be reranked and was answered by the engine alone, as it stands beside the engine's own fields. */
export interface SkippedSummary {
  readonly outcome: 'skipped';
  /** Why the search could not be reranked, and the way out. */
  readonly reason: string;
}
