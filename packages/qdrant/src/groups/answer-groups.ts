import type { Schemas } from '@qdrant/js-client-rest';
import type { Ranking, Reranker, RerankSummary } from '@lb-rerank/core';
import { rankHits, rerankSummaryOf } from '@lb-rerank/core/adapter';
import { withJson } from '../client/with-json.ts';
import { withoutFetched } from '../passage/passage-fetch.ts';
import { passageOf } from '../passage/passage-of.ts';
import { type RerankedPoint, rerankedPoints } from '../points/reranked-points.ts';
import type { GroupsPlan } from './plan-groups.ts';

/** Qdrant's own groups in the new order, with how that came about. */
export type RerankedGroupsResponse = Omit<Schemas['GroupsResult'], 'groups'> & {
  groups: (Omit<Schemas['PointGroup'], 'hits'> & { hits: RerankedPoint[] })[];
  rerank: RerankSummary;
};

/** A point as one of a group's; a point with several values stands in several groups. */
interface GroupHit {
  readonly point: Schemas['ScoredPoint'];
  /** The place of its group among the engine's, from 0. */
  readonly group: number;
  /** Its place in that group, from 0. */
  readonly place: number;
}

/**
 * Makes the caller's answer of what the engine answered to a plan's request: each group's points in their new order, and
 * the groups by their best point.
 *
 * The rank window takes the first points of all groups, then the second ones, and so on. A failure after the engine's
 * answer gives the engine's own order, marked.
 */
export async function answerGroups(
  { limit, settings, passage, fetch }: GroupsPlan<unknown>,
  answer: Schemas['GroupsResult'],
  { reranker, signal }: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<RerankedGroupsResponse> {
  const hits = hitsByPlace(answer);
  const ranking = await rankHits(reranker, {
    // As with points: nothing is known of what stands behind the window.
    hits: settings.minScore === undefined ? hits : hits.slice(0, settings.rankWindowSize),
    candidateOf: (hit) => ({
      document: { ...hit, point: withoutFetched(hit.point, fetch) },
      retrieverScore: hit.point.score,
    }),
    passageOf: ({ point }) => passageOf(point, passage),
    settings,
    signal,
  });
  return { ...answer, groups: groupsOf(answer, ranking, limit), rerank: rerankSummaryOf(ranking) };
}

function hitsByPlace({ groups }: Schemas['GroupsResult']): GroupHit[] {
  return groups
    .flatMap(({ hits }, group) => hits.map((point, place) => ({ point, group, place })))
    .toSorted((a, b) => a.place - b.place);
}

/**
 * Puts groups into their new order: one without a scored point follows those that have one, in the engine's order. One that `minScore` left without any
 * is left out.
 */
function groupsOf(
  answer: Schemas['GroupsResult'],
  ranking: Ranking<GroupHit>,
  limit: number,
): RerankedGroupsResponse['groups'] {
  const ofGroup = Map.groupBy(ranking.results, ({ document }) => document.group);
  // Results come best first and groups at their first result, so groups stand by their best point already.
  return [...ofGroup].slice(0, limit).map(([group, results]) =>
    withJson({
      ...answer.groups[group]!,
      hits: rerankedPoints(
        results.map((result) => ({ ...result, retrieverRank: result.document.place + 1 })),
        ranking,
      ),
    }),
  );
}
