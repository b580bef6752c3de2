import type { RerankDefaults } from '../rerank/rerank-defaults.ts';
import type { AdapterOptions } from './adapter-options.ts';

/** The same members with the same docstrings, each of which may be left out. */
type Optional<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** The part of a call that says how its answer is reranked; what is left out comes from the adapter's options. */
export interface RerankOverrides<TPassage = unknown>
  extends RerankDefaults, Optional<Pick<AdapterOptions<TPassage>, 'passage'>> {
  /** The text that passages are held against; not blank. @default what the adapter reads from the search, else the text of the `rerankingQuery.run` around it */
  readonly query?: string | undefined;
}
