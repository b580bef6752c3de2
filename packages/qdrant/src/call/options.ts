import type { AdapterOptions, RerankOverrides as Overrides } from '@lb-rerank/core/adapter';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** Options of {@link withReranking} and {@link rerankedQuery}, which hold unless a call says otherwise. */
export type RerankingOptions = AdapterOptions<PassageSelector>;

/** The part of a call that says how its points are reranked; what is left out comes from the options. */
export type RerankOverrides = Overrides<PassageSelector>;

/** The part of a call that stands beside its request. */
export interface CallOptions {
  /** Aborts the call, which then rejects at once with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
