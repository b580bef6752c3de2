import type { RerankerOptions } from '@lb-rerank/core';
import type { ModelKind } from '@lb-rerank/core/backend';

/** A model that is measured. */
export interface SecondStage {
  /** As reports print it; names its journal too. Letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  readonly scorer: RerankerOptions['scorer'];
  /** True for a stand-in, whose figures say nothing about the LB Reranker. @default whether `modelKind` says so */
  readonly isStandIn?: boolean | undefined;
  /**
   * The model that it is by its answers, such as a scorer's `findModelKind` tells; figures of another one than the LB Reranker are
   * marked beside the published ones. @default not known
   */
  readonly modelKind?: ModelKind | undefined;
}
