import type { Schemas } from '@qdrant/js-client-rest';
import {
  InvalidRequestError,
  RetrievalError,
  type RerankCall,
  rerankMarkOf,
  rerankSummaryOf,
  requirePositiveInteger,
} from '@lb-rerank/core';
import { passageOf } from './passage-of.ts';
import type { QdrantQuery, QdrantQueryClient } from './qdrant-query-client.ts';
import type { RerankedQueryOptions } from './reranked-query-options.ts';
import type { RerankedQueryResponse } from './reranked-query-response.ts';

/** A query of Qdrant, and what it is reranked by; `rerank.query` is the text, since a vector does not tell it. */
export type RerankedQueryRequest = QdrantQuery & { rerank: RerankCall & { query: string } };

/** Queries as the client's own `query` does, and answers in the reranker's order. */
export type RerankedQuery = (
  collection: string,
  request: RerankedQueryRequest,
  options?: { signal?: AbortSignal | undefined },
) => Promise<RerankedQueryResponse>;

/**
 * Wraps a Qdrant client's `query`: the first `rankWindowSize` points are scored and reordered, and everything else in
 * the response stays the engine's own.
 *
 * `score` becomes the expected level; the engine's stands in `rerank.retriever_score`. When the model fails, the engine's
 * order and scores come back with `rerank.outcome` 'fallback' and `rerank.error`.
 *
 * @throws InvalidRequestError before any request: a blank query or a window that is no positive integer.
 * @throws RetrievalError naming the collection when Qdrant fails; its own error is the `cause`.
 */
export function rerankedQuery(
  client: QdrantQueryClient,
  { reranker, passage, ...defaults }: RerankedQueryOptions,
): RerankedQuery {
  return async (collection, { rerank, ...params }, { signal } = {}) => {
    const { query, rankWindowSize = 100, minScore, deadlineMs } = { ...defaults, ...rerank };
    requirePositiveInteger('rankWindowSize', rankWindowSize);
    if (query.trim() === '') throw new InvalidRequestError('rerank.query', 'must not be blank');
    signal?.throwIfAborted();

    const offset = params.offset ?? 0;
    const limit = params.limit ?? 10;
    const { points } = await queryOrExplain(client, collection, {
      ...params,
      offset: 0,
      limit: Math.max(rankWindowSize, offset + limit),
      with_payload: params.with_payload || true,
    });
    const ranking = await reranker.rerank({
      query,
      candidates: points.map((point) => ({
        document: point,
        passage: passageOf(point, passage),
        retrieverScore: point.score,
      })),
      rankWindowSize,
      minScore,
      deadlineMs,
      signal,
    });
    const isScored = ranking.counts.scored > 0;
    return {
      points: ranking.results.slice(offset, offset + limit).map((result) => ({
        ...withoutUnaskedPayload(result.document, params.with_payload),
        ...(isScored && { score: result.score ?? 0 }),
        rerank: rerankMarkOf(result),
      })),
      rerank: rerankSummaryOf(ranking),
    };
  };
}

/** The payload is needed for the passage; a caller who did not ask for it does not get it. */
function withoutUnaskedPayload(
  point: Schemas['ScoredPoint'],
  asked: QdrantQuery['with_payload'],
): Schemas['ScoredPoint'] {
  if (asked) return point;
  const { payload: _, ...rest } = point;
  return rest;
}

/** The client's errors are anonymous and hide the reason in their body. */
async function queryOrExplain(
  client: QdrantQueryClient,
  collection: string,
  query: QdrantQuery,
): Promise<Schemas['QueryResponse']> {
  try {
    return await client.query(collection, query);
  } catch (cause) {
    throw new RetrievalError({ source: collection, reason: reasonOf(cause), cause });
  }
}

function reasonOf(cause: unknown): string {
  const { data, message } = cause as { data?: { status?: { error?: string } }; message?: string };
  return data?.status?.error ?? message ?? 'unknown error';
}
