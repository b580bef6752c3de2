/** The problem and the way out where a web page came in a model's place. */
export const WEB_PAGE = {
  problem: 'the hub answered with a web page',
  remedy:
    'sign in where the network asks for it, or name a mirror in HF_ENDPOINT, or a GGUF of your own in LB_RERANK_MODEL',
} as const;
