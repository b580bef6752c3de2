import type { Ranking } from '../rerank/ranking.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';

/** The second stage of a search: what the adapters ask for a new order. */
export interface Reranker {
  readonly modelId: string;
  /** As the function `rerank`. */
  rerank<TDocument>(request: RerankRequest<TDocument>): Promise<Ranking<TDocument>>;
  /**
   * Several requests at once, whose pairs share batches; rankings in request order.
   *
   * @throws InvalidRequestError before any scoring when one of them cannot be used.
   */
  rerankMany<TDocument>(
    requests: readonly RerankRequest<TDocument>[],
  ): Promise<Ranking<TDocument>[]>;
}
