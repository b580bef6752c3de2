import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import type { RerankingClient } from '../reranking-client.ts';
import { withReranking } from '../with-reranking.ts';

type Query = Schemas['QueryRequest'];
type Groups = Schemas['QueryGroupsRequest'];

/** The points that the engine has. */
export const COUNT = 90;
const refusalOf = (status: number, error: string) =>
  Object.assign(new Error('refused'), { status, data: { status: { error } } });

/**
 * An engine of points whose texts get the higher levels the later they come.
 *
 * @param mostPoints its `max_query_limit`
 * @param isFailing whether it fails on a request of this limit
 */
export function engineOf({
  mostPoints = Infinity,
  scoreOf = (id: number) => 1 - id / 100,
  isFailing = () => false,
}: {
  mostPoints?: number;
  scoreOf?: (id: number) => number;
  isFailing?: (limit: number) => boolean;
}): { client: RerankingClient<QdrantClient>; limits: number[]; asked: object[] } {
  const limits: number[] = [];
  const asked: object[] = [];
  const requireLimit = (limit: number) => {
    limits.push(limit);
    if (isFailing(limit)) throw refusalOf(500, 'out of memory');
    if (limit > mostPoints) {
      throw refusalOf(
        400,
        `Wrong input: Limit exceeded ${limit} > ${mostPoints} for "limit". Help: Reduce the "limit" parameter to or below ${mostPoints}.`,
      );
    }
  };
  const pointOf = (id: number, hasPayload: boolean) => ({
    id,
    version: 0,
    score: scoreOf(id),
    ...(hasPayload && { payload: { text: `${1 + (id / COUNT) * 6}` } }),
  });
  const query = async (_: string, request: Query) => {
    const { limit, offset, with_payload } = request;
    asked.push(request);
    requireLimit(limit ?? 10);
    const ids = Array.from({ length: COUNT }, (__, id) => id);
    const page = ids.slice(offset ?? 0, (offset ?? 0) + (limit ?? 10));
    return { points: page.map((id) => pointOf(id, Boolean(with_payload))) };
  };
  const client = {
    query,
    queryBatch: (collection: string, { searches }: { searches: Query[] }) =>
      Promise.all(searches.map((search) => query(collection, search))),
    queryGroups: async (_: string, { limit, group_size, with_payload }: Groups) => {
      const size = group_size ?? 3;
      requireLimit((limit ?? 10) * size);
      const groups = Array.from({ length: limit ?? 10 }, (__, group) => ({
        id: group,
        hits: Array.from({ length: size }, (___, n) =>
          pointOf(group * size + n, Boolean(with_payload)),
        ),
      }));
      return { groups };
    },
  };
  const reranker = createReranker({ scorer: fakeScorer(Number) });
  const bare = client as unknown as QdrantClient;
  return { client: withReranking(bare, { reranker, passage: 'text' }), limits, asked };
}
