/** The remedy where another model answers. */
export const SERVE_THE_MODEL =
  'serve the LB Reranker there: vllm serve lightblue/lb-reranker-0.5B-v1.0 --max-model-len 8192 --enable-prefix-caching';
