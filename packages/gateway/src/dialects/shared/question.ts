import type { PassageFit } from '@lb-rerank/core';

/** One query and the documents to be held against it. */
interface Search {
  readonly query: string;
  readonly documents: readonly string[];
}

/** What a request asks, in whichever dialect it was put. */
export interface Question extends PassageFit {
  /** Mostly one; a score request with several queries has several. */
  readonly searches: readonly Search[];
  /** How many results come back. @default all */
  readonly topN?: number | undefined;
  /** Whether scores and distributions are to stand beside each relevance score. @default false */
  readonly withDetails?: boolean | undefined;
}
