import type { Schemas } from '@qdrant/js-client-rest';
import type { Ranking, RerankSummary } from '@lb-rerank/core';
import { rerankSummaryOf } from '@lb-rerank/core/adapter';
import { type RerankedPoint, rerankedPoints } from '../points/reranked-points.ts';
import { withJson } from '../client/with-json.ts';

/** Qdrant's own groups in the new order, with how that came about. */
export type RerankedGroupsResponse = Omit<Schemas['GroupsResult'], 'groups'> & {
  groups: (Omit<Schemas['PointGroup'], 'hits'> & { hits: RerankedPoint[] })[];
  rerank: RerankSummary;
};

/** A point as one of a group's; a point with several values stands in several groups. */
export interface GroupHit {
  readonly point: Schemas['ScoredPoint'];
  /** The place of its group among the engine's, from 0. */
  readonly group: number;
  /** Its place in that group, from 0. */
  readonly place: number;
}

/**
 * The engine's groups with the ranking put in: each group's points in their new order, and the groups by their best point.
 *
 * A group without a scored point follows those that have one, in the engine's order. One that `minScore` left without any
 * is left out.
 */
export function rerankedGroupsResponse(
  answer: Schemas['GroupsResult'],
  ranking: Ranking<GroupHit>,
  limit: number,
): RerankedGroupsResponse {
  const ofGroup = Map.groupBy(ranking.results, ({ document }) => document.group);
  // Results come best first and groups at their first result, so groups stand by their best point already.
  const groups = [...ofGroup].slice(0, limit).map(([group, results]) =>
    withJson({
      ...answer.groups[group]!,
      hits: rerankedPoints(
        results.map((result) => ({ ...result, retrieverRank: result.document.place + 1 })),
        ranking,
      ),
    }),
  );
  return { ...answer, groups, rerank: rerankSummaryOf(ranking) };
}
