import type { RerankOverrides } from '@lb-rerank/core/adapter';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** What a call says about reranking its points; what is left out comes from the options. */
export interface RerankQueryCall extends RerankOverrides {
  /** Where a point's text stands. */
  readonly passage?: PassageSelector | undefined;
}

/** A request that may say how its answer is reranked, or that it is not. */
export type Rerankable<TRequest> = TRequest & { rerank?: RerankQueryCall | false };
