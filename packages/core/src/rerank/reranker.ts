import type { Ranking } from './ranking.ts';
import type { RerankRequest } from './rerank-request.ts';

/** The second stage of a search: what the adapters ask for a new order. */
export interface Reranker {
  readonly modelId: string;
  /** As the function `rerank`. */
  rerank<TDocument>(request: RerankRequest<TDocument>): Promise<Ranking<TDocument>>;
}
