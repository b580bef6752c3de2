import type { estypes } from '@elastic/elasticsearch';

/** A request of Elasticsearch's own second stage. */
interface RerankedInEngineOptions {
  readonly index: string;
  readonly text: string;
  readonly inferenceId: string;
  /** The number of hits that are reranked, all of which come back. */
  readonly rankWindowSize: number;
}

/** A search that Elasticsearch reranks itself, through an inference endpoint; `text` is the field searched and read. */
export function rerankedInEngine({
  index,
  text,
  inferenceId,
  rankWindowSize,
}: RerankedInEngineOptions): estypes.SearchRequest {
  return {
    index,
    size: rankWindowSize,
    retriever: {
      text_similarity_reranker: {
        retriever: { standard: { query: { match: { text } } } },
        field: 'text',
        inference_id: inferenceId,
        inference_text: text,
        rank_window_size: rankWindowSize,
      },
    },
  };
}
