import type { estypes } from '@elastic/elasticsearch';

/** The `rank_window_size` that Elasticsearch takes where a request does not say it. */
const DEFAULT_RANK_WINDOW_SIZE = 10;
/** Retrievers that find as many hits as are asked for. */
const UNBOUNDED = new Set(['standard', 'knn']);

/**
 * Tells the most hits that a request can be asked for: retrievers with a `rank_window_size` of their own refuse a larger `size`, and
 * a larger one of theirs would change what they find.
 */
export function hitLimitOf({ retriever, rank }: estypes.SearchRequest): number {
  const [[kind, inner] = []] = Object.entries(retriever ?? rank ?? {});
  if (kind === undefined || UNBOUNDED.has(kind)) return Infinity;
  if (kind === 'rescorer') {
    const { rescore } = inner as estypes.RescorerRetriever;
    const sizes = [rescore].flat().map(({ window_size }) => window_size);
    return Math.min(...sizes.map((size) => size ?? DEFAULT_RANK_WINDOW_SIZE));
  }
  const { rank_window_size: size } = inner as { rank_window_size?: number };
  return size ?? DEFAULT_RANK_WINDOW_SIZE;
}
