import type { estypes } from '@elastic/elasticsearch';

/** What Elasticsearch takes for `rank_window_size` where a request does not say it. */
const DEFAULT_RANK_WINDOW_SIZE = 10;

/**
 * The most hits that a request can be asked for: retrievers that rank a window of their own refuse a larger `size`, and a
 * larger window would change what they find.
 */
export function engineWindowOf({ retriever }: estypes.SearchRequest): number {
  if (retriever === undefined) return Infinity;
  const { rescorer, rrf, linear, text_similarity_reranker: reranker } = retriever;
  if (rescorer !== undefined) {
    const windows = [rescorer.rescore].flat().map(({ window_size }) => window_size);
    return Math.min(...windows.map((window) => window ?? DEFAULT_RANK_WINDOW_SIZE));
  }
  const windowed = rrf ?? linear ?? reranker;
  if (windowed === undefined) return Infinity;
  return windowed.rank_window_size ?? DEFAULT_RANK_WINDOW_SIZE;
}
