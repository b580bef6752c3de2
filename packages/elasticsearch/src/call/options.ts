import type { Reranker } from '@lb-rerank/core';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** How searches are reranked unless a call says otherwise. */
export interface RerankedSearchOptions<TDocument = unknown> {
  readonly reranker: Reranker;
  /** Where a hit's text stands. */
  readonly passage: PassageSelector<TDocument>;
  /** How many of the engine's first hits are scored, at least 1. @default 100 */
  readonly rankWindowSize?: number | undefined;
  /** Leaves out hits scored below this, in [1, 7], and those behind the window. @default none */
  readonly minScore?: number | undefined;
  /** How long scoring may take, in milliseconds. @default the reranker's */
  readonly deadlineMs?: number | undefined;
}
