/** What an adapter's caller may say about reranking one search; what is left out comes from the adapter's options. */
export interface RerankCall {
  /** What the passages are held against; not blank. @default what the adapter reads from the search */
  readonly query?: string | undefined;
  /** How many of the engine's first hits are scored, at least 1. */
  readonly rankWindowSize?: number | undefined;
  /** Leaves out hits scored below this, in [1, 7]; hits that could not be scored stay. */
  readonly minScore?: number | undefined;
  /** How long scoring may take, in milliseconds. */
  readonly deadlineMs?: number | undefined;
}
