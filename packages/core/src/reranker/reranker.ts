import type { ModelKind } from '../model-kind/model-kind.ts';
import type { Ranking } from '../rerank/ranking.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';

/** The second stage of a search, which the adapters ask for a new order; {@link createReranker} makes one. */
export interface Reranker {
  readonly modelId: string;
  /** Orders candidates as the function {@link rerank} does. */
  rerank<TDocument>(request: RerankRequest<TDocument>): Promise<Ranking<TDocument>>;
  /**
   * Answers several requests at once, whose pairs share batches; rankings in request order.
   *
   * @throws InvalidRequestError before any scoring when one of them cannot be used.
   */
  rerankMany<TDocument>(
    requests: readonly RerankRequest<TDocument>[],
  ): Promise<Ranking<TDocument>[]>;
  /**
   * Finds out which model is behind it by its answers, whatever its name; undefined where they do not tell. Rejects where it cannot
   * be asked.
   */
  findModelKind?(signal?: AbortSignal): Promise<ModelKind | undefined>;
}
