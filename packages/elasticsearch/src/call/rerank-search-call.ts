import type { RerankOverrides } from '@lb-rerank/core/adapter';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** What a call says about reranking its search; what is left out comes from the options. */
export interface RerankSearchCall extends RerankOverrides {
  /** Where a hit's text stands. */
  readonly passage?: PassageSelector | undefined;
}
