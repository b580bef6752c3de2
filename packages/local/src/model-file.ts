/** The LB Reranker as GGUF on the hub, in the quantisation that keeps its scores (531 MB). */
export const MODEL_REPOSITORY = 'bartowski/lb-reranker-0.5B-v1.0-GGUF';

/** The file's name there and in the cache folder. */
export const MODEL_FILE = 'lb-reranker-0.5B-v1.0-Q8_0.gguf';
