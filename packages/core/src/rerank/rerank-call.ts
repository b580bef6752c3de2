/** The settings of one search's reranking; those left out come from the adapter's options. */
export interface RerankCall {
  /** The words that the passages are held against; not blank. @default what the adapter reads from the search */
  readonly query?: string | undefined;
  /** The number of the engine's first hits that are scored, at least 1; a larger value finds more and takes longer. */
  readonly rankWindowSize?: number | undefined;
  /** Leaves out hits scored below this, in [1, 7]; hits that could not be scored stay. */
  readonly minScore?: number | undefined;
  /** The time limit of scoring, in milliseconds; a larger one leaves fewer hits unscored. */
  readonly deadlineMs?: number | undefined;
}
