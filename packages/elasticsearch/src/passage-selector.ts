import type { estypes } from '@elastic/elasticsearch';

/**
 * Where a hit's passage stands: a field of its `_source` by dotted path, or a function of the hit.
 *
 * A hit without that field, or where the function gives null or undefined, is not scored and keeps its place behind
 * the scored ones.
 */
export type PassageSelector<TDocument> =
  | string
  | ((hit: estypes.SearchHit<TDocument>) => string | null | undefined);
