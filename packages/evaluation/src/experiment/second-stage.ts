import type { RerankerOptions } from '@lb-rerank/core';

/** A model that is measured. */
export interface SecondStage {
  /** As reports print it; names its journal too. Letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  readonly scorer: RerankerOptions['scorer'];
  /** True for a stand-in, whose figures say nothing about the LB Reranker. @default false */
  readonly isStandIn?: boolean | undefined;
}
