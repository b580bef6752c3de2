import type { Schemas } from '@qdrant/js-client-rest';
import type { Ranking, Reranker, RerankSummary, SkippedSummary } from '@lb-rerank/core';
import { rankHits } from '@lb-rerank/core/adapter';
import { withJson } from '../client/with-json.ts';
import { withoutFetched } from '../passage/passage-fetch.ts';
import { passageReader } from '../passage/passage-reader.ts';
import type { UnrankedPoint } from '../points/answer-points.ts';
import { type RankedPoint, rerankedPoints } from '../points/reranked-points.ts';
import { summaryWith } from '../points/shortfall.ts';
import type { GroupsPlan } from './plan-groups.ts';

/** Qdrant's own groups in the new order, with how that came about. */
export type GroupsResponse = Omit<Schemas['GroupsResult'], 'groups'> & {
  groups: (Omit<Schemas['PointGroup'], 'hits'> & { hits: RankedPoint[] })[];
  rerank: RerankSummary;
};

/** Qdrant's own groups as they came, since the query says nothing of reranking and cannot be reranked. */
export type SkippedGroupsResponse = Omit<Schemas['GroupsResult'], 'groups'> & {
  groups: (Omit<Schemas['PointGroup'], 'hits'> & { hits: UnrankedPoint[] })[];
  rerank: SkippedSummary;
};

/** Qdrant's own groups as they came, since the query says `rerank: false`, where that is known only when it runs. */
export type BareGroupsResponse = Omit<Schemas['GroupsResult'], 'groups'> & {
  groups: (Omit<Schemas['PointGroup'], 'hits'> & { hits: UnrankedPoint[] })[];
  rerank?: undefined;
};

/** A point as one of a group's; a point with several values stands in several groups. */
interface GroupHit {
  readonly point: Schemas['ScoredPoint'];
  /** The index of its group among the engine's, from 0. */
  readonly group: number;
  /** Its index in that group, from 0. */
  readonly index: number;
}

/**
 * Makes the caller's answer of what the engine answered to a plan's request: each group's points in their new order, and
 * the groups by their best point.
 *
 * The rank window takes the first points of all groups, then the second ones, and so on. A failure after the engine's
 * answer gives the engine's own order, marked.
 */
export async function answerGroups(
  { limit, settings, passage, fetch, shortfall }: GroupsPlan<unknown>,
  answer: Schemas['GroupsResult'],
  { reranker, signal }: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<GroupsResponse> {
  const hits = hitsInTurn(answer);
  const read = passageReader(passage);
  const ranking = await rankHits(reranker, {
    // As with points: nothing is known of what stands behind the rank window.
    hits: settings.minScore === undefined ? hits : hits.slice(0, settings.rankWindowSize),
    candidateOf: (hit) => ({
      document: { ...hit, point: withoutFetched(hit.point, fetch) },
      retrieverScore: hit.point.score,
    }),
    passageOf: ({ point }) => read(point),
    settings,
    signal,
  });
  const summary = summaryWith(ranking, passage, shortfall);
  return { ...answer, groups: groupsOf(answer, ranking, limit), rerank: summary };
}

function hitsInTurn({ groups }: Schemas['GroupsResult']): GroupHit[] {
  return groups
    .flatMap(({ hits }, group) => hits.map((point, index) => ({ point, group, index })))
    .toSorted((a, b) => a.index - b.index);
}

/**
 * Puts groups into their new order: one without a scored point follows those that have one, in the engine's order. One that `minScore` left without any
 * is left out.
 */
function groupsOf(
  answer: Schemas['GroupsResult'],
  ranking: Ranking<GroupHit>,
  limit: number,
): GroupsResponse['groups'] {
  const ofGroup = Map.groupBy(ranking.results, ({ document }) => document.group);
  // Results come best first and groups at their first result, so groups stand by their best point already.
  return [...ofGroup].slice(0, limit).map(([group, results]) =>
    withJson({
      ...answer.groups[group]!,
      hits: rerankedPoints(
        results.map((result) => ({ ...result, retrieverRank: result.document.index + 1 })),
        ranking.counts,
      ),
    }),
  );
}
