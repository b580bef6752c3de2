import type { RerankDefaults } from '../rerank/rerank-defaults.ts';
import type { Reranker } from '../reranker/reranker.ts';

/** Options of every adapter: the reranker, where a hit's text stands, and what holds unless a call says otherwise. */
export interface AdapterOptions<TPassage> extends RerankDefaults {
  /** The second stage of the search; {@link createReranker} makes one. */
  readonly reranker: Reranker;
  /** The place of a hit's text, as this adapter's `PassageSelector` tells it. */
  readonly passage: TPassage;
}
