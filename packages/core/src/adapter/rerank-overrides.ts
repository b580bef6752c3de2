import type { RerankDefaults } from '../rerank/rerank-defaults.ts';

/** The part of a call that says how its answer is reranked; what is left out comes from the adapter's options. */
export interface RerankOverrides<TPassage = unknown> extends RerankDefaults {
  /** The text that passages are held against; not blank. @default what the adapter reads from the search */
  readonly query?: string | undefined;
  /** The place of a hit's text, as this adapter's `PassageSelector` tells it. */
  readonly passage?: TPassage | undefined;
}
