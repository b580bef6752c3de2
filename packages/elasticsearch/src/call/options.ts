import type { AdapterOptions, RerankOverrides as Overrides } from '@lb-rerank/core/adapter';
import type { PassageSelector } from '../passage/passage-selector.ts';

/** Options of {@link withReranking} and {@link rerankedSearch}, which hold unless a call says otherwise. */
export type RerankingOptions<TDocument = unknown> = AdapterOptions<PassageSelector<TDocument>>;

/** The part of a call that says how its search is reranked; what is left out comes from the options. */
export type RerankOverrides = Overrides<PassageSelector>;
