import type { PassageFit } from '@lb-rerank/core';
import type { DocumentText } from './document-text.ts';

/** One query and the documents to be held against it. */
export interface Search {
  readonly query: string;
  readonly documents: readonly DocumentText[];
}

/** The most that a question may hold. */
export interface QuestionLimits {
  readonly maxDocuments: number;
  /** Counted in UTF-16 units; of the query too. */
  readonly maxCharactersPerDocument: number;
}

/** A request's searches and limits, the same for every dialect. */
export interface Question extends PassageFit {
  /** Mostly one; a score request with several queries has several. */
  readonly searches: readonly Search[];
  /** The number of results that come back. @default all */
  readonly topN?: number | undefined;
  /** True puts scores and distributions beside each relevance score. @default false */
  readonly withDetails?: boolean | undefined;
}
