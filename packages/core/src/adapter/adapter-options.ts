import type { RerankDefaults } from '../rerank/rerank-defaults.ts';
import type { Reranker } from '../reranker/reranker.ts';

/** Options of every adapter: the reranker, where a hit's text stands, and what holds unless a call says otherwise. */
export interface AdapterOptions<TPassage> extends RerankDefaults {
  /** The second stage of the search; {@link createReranker} makes one. */
  readonly reranker: Reranker;
  /** The place of a hit's text, as this adapter's `PassageSelector` tells it. */
  readonly passage: TPassage;
  /**
   * The answer to a search that says nothing of reranking and cannot be reranked: another order than by relevance, no text to
   * rerank by, or several.
   *
   * - `skip`: the engine's own, marked `rerank: { outcome: 'skipped', reason }`;
   * - `refuse`: an `InvalidRequestError`, as for a search that says `rerank: { … }`.
   *
   * @default 'skip'
   */
  readonly whenNotRerankable?: 'skip' | 'refuse' | undefined;
}
