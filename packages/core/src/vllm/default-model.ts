/** The LB Reranker's name on the hub, which vLLM serves it under unless told otherwise. */
export const DEFAULT_MODEL = 'lightblue/lb-reranker-0.5B-v1.0';
