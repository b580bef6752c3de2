import type { AdapterOptions, RerankOverrides } from '@lb-rerank/core/adapter';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** Options of {@link withReranking} and {@link rerankedQuery}, which hold unless a call says otherwise. */
export type RerankedQueryOptions = AdapterOptions<PassageSelector>;

/** The part of a call that says how its points are reranked; what is left out comes from the options. */
export type RerankQueryCall = RerankOverrides<PassageSelector>;

/** The part of a call that stands beside its request. */
export interface QdrantCallOptions {
  /** Aborts the call, which then rejects at once with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
