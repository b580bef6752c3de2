import { InvalidRequestError } from '@lb-rerank/core';
import { rerankSummaryOf } from '@lb-rerank/core/adapter';
import { embeddedQuery } from './embedded-query.ts';
import type { QdrantQuery } from '../client/ports.ts';
import type { QdrantRetrieverOptions, RetrieveOptions } from './qdrant-retriever-options.ts';
import { rerankPoints } from '../points/rerank-points.ts';
import { requirePage } from '../call/page-of.ts';
import { resolvedCall } from '../call/resolved-call.ts';
import { retrievedPassageOf, type RetrievedPassages } from './retrieved-passage.ts';

/** Finds the passages of a collection that answer a query. */
export interface QdrantRetriever {
  /**
   * Embeds a query, retrieves the window, reranks it, and gives the best passages.
   *
   * @throws InvalidRequestError before any work: a blank query or numbers out of range.
   * @throws RetrievalError naming the collection when an embedder or Qdrant fails; its own error is the `cause`.
   */
  retrieve(query: string, options?: RetrieveOptions): Promise<RetrievedPassages>;
}

/**
 * The retriever of a RAG application: a query's text in, the best passages out.
 *
 * When the model fails, the passages come in Qdrant's order without a score, and `rerank.outcome` is 'fallback'.
 *
 * @throws InvalidRequestError when there is no embedder.
 */
export function createQdrantRetriever(options: QdrantRetrieverOptions): QdrantRetriever {
  const { client, collection, embed, search } = options;
  if (typeof embed !== 'function' && Object.keys(embed).length === 0) {
    throw new InvalidRequestError('embed', 'must name at least one vector');
  }
  return {
    async retrieve(query, { limit = 10, offset = 0, filter, signal, ...call } = {}) {
      const rerank = { ...call, query };
      resolvedCall({}, rerank, options);
      requirePage({ limit, offset });
      signal?.throwIfAborted();
      const embedded = await embeddedQuery(query, options, { filter, signal });
      const [answer] = await rerankPoints({
        collection,
        requests: [{ with_payload: true, ...search, ...embedded, limit, offset, rerank }],
        ask: async ([request]: QdrantQuery[]) => [await client.query(collection, request!)],
        options,
        signal,
      });
      const { ranking, page } = answer!.ranked!;
      const results = ranking.results.slice(page.offset, page.offset + page.limit);
      return Object.assign(results.map(retrievedPassageOf), { rerank: rerankSummaryOf(ranking) });
    },
  };
}
