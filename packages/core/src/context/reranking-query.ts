import { AsyncLocalStorage } from 'node:async_hooks';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';

const running = new AsyncLocalStorage<string>();

/** The text that searches are reranked by which do not tell one themselves: the type of {@link rerankingQuery}. */
export interface RerankingQuery {
  /**
   * Runs a function, and gives what it gives. Each search of a wrapped client that it starts, at whatever depth and however late, is
   * reranked by this text, unless the search itself tells one: first `rerank.query` of the call counts, then the one text that the
   * request looks for, then this one. An inner `run` takes the place of an outer one.
   *
   * @param text not blank
   * @throws InvalidRequestError for a blank text; otherwise what `fn` throws.
   */
  run<T>(text: string, fn: () => T): T;
}

/**
 * Tells the text to rerank by where a library makes the searches: one that is given a wrapped client and searches by vector, such as a
 * vector store. Searches that run at the same time keep their texts apart. It serves all adapters.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer, rerankingQuery } from '@lb-rerank/core';
 * import { withReranking } from '@lb-rerank/qdrant';
 * import { QdrantClient } from '@qdrant/js-client-rest';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const qdrant = new QdrantClient({ url: 'http://127.0.0.1:6333' });
 * const client = withReranking(qdrant, { reranker: createReranker({ scorer }), passage: 'text' });
 *
 * // Stands for a library's function, which knows the client and the vector.
 * const findNearest = () => client.query('articles', { query: [0.9, 0.1], limit: 1 });
 *
 * const answer = await rerankingQuery.run('What is the scientific name of apples?', findNearest);
 * console.log(answer.rerank.outcome, answer.points[0]?.id); // reranked 2
 * ```
 */
export const rerankingQuery: RerankingQuery = {
  run(text, fn) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new InvalidRequestError('text', 'must be a text that is not blank');
    }
    return running.run(text, fn);
  },
};

/** Takes the text that a search tells, else that of the `rerankingQuery.run` around it. @throws what `ofSearch` throws, where there is neither. */
export function queryOrRunning(ofSearch: () => string): string {
  const around = running.getStore();
  if (around === undefined) return ofSearch();
  try {
    return ofSearch();
  } catch (error) {
    const isUntold = error instanceof InvalidRequestError && error.argument === 'rerank.query';
    if (isUntold) return around;
    throw error;
  }
}
