import type { estypes } from '@elastic/elasticsearch';

/** The `rank_window_size` that Elasticsearch takes where a request does not say it. */
const DEFAULT_RANK_WINDOW_SIZE = 10;
/** Retrievers that find as many hits as are asked for. */
const UNBOUNDED = new Set(['standard', 'knn']);

/**
 * Tells the most hits that a request can be asked for: retrievers that rank a window of their own refuse a larger `size`, and a
 * larger window would change what they find.
 */
export function engineWindowOf({ retriever, rank }: estypes.SearchRequest): number {
  const [[kind, inner] = []] = Object.entries(retriever ?? rank ?? {});
  if (kind === undefined || UNBOUNDED.has(kind)) return Infinity;
  if (kind === 'rescorer') {
    const { rescore } = inner as estypes.RescorerRetriever;
    const windows = [rescore].flat().map(({ window_size }) => window_size);
    return Math.min(...windows.map((size) => size ?? DEFAULT_RANK_WINDOW_SIZE));
  }
  const { rank_window_size: size } = inner as { rank_window_size?: number };
  return size ?? DEFAULT_RANK_WINDOW_SIZE;
}
