import type { Reranker } from '@lb-rerank/core';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** How queries are reranked unless a call says otherwise. */
export interface RerankedQueryOptions {
  readonly reranker: Reranker;
  /** Where a point's text stands. */
  readonly passage: PassageSelector;
  /** How many of the engine's first points are scored, at least 1. @default 100 */
  readonly rankWindowSize?: number | undefined;
  /** Leaves out points scored below this, in [1, 7]. @default none */
  readonly minScore?: number | undefined;
  /** How long scoring may take, in milliseconds. @default the reranker's */
  readonly deadlineMs?: number | undefined;
}
