/** Where Elasticsearch finds the gateway, and what it calls it. */
export interface InferenceEndpointOptions {
  /**
   * The gateway's address, as Elasticsearch reaches it; with a path, the rerank route of any server that takes `query`
   * and `documents` and answers `results` with `index` and `relevance_score`.
   */
  readonly url: string;
  /** What `text_similarity_reranker` names. @default 'lb-rerank' */
  readonly inferenceId?: string | undefined;
  /** Sent as a bearer token; Elasticsearch keeps it as a secret. @default none */
  readonly apiKey?: string | undefined;
  /** Beyond it, Elasticsearch holds searches back. @default Elasticsearch's: 10,000 */
  readonly requestsPerMinute?: number | undefined;
  /** Takes the place of an endpoint of that name; otherwise Elasticsearch refuses it. @default false */
  readonly replace?: boolean | undefined;
}
