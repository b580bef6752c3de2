import type { RerankSummary } from '@lb-rerank/core';
import type { Schemas } from '@qdrant/js-client-rest';

type Points = Schemas['ScoredPoint'][];

/** The way in which an endpoint asks for points, and answers with them. */
export interface SearchForm {
  /** Whether one request holds several searches. */
  readonly isBatch: boolean;
  /** The members of one search's result that lead to its points. */
  readonly path: readonly string[];
  /** Gives the points of one search's result; something else where it has none. */
  readonly pointsIn: (result: unknown) => Points;
  /** Gives a result with other points, and an account of them where there is a place for it. */
  readonly resultWith: (
    result: unknown,
    points: Points,
    rerank: RerankSummary | undefined,
  ) => unknown;
  /** Tells why a search cannot be reranked, by the members that it must have here. */
  readonly lackIn: (search: object) => string | undefined;
}

/** Queries, whose result is an object with points. */
const QUERY: Omit<SearchForm, 'isBatch'> = {
  path: ['points'],
  pointsIn: (result) => (result as { points: Points } | null | undefined)?.points as Points,
  resultWith: (result, points, rerank) => ({
    ...(result as object),
    points,
    ...(rerank && { rerank }),
  }),
  lackIn: () => undefined,
};

/** The searches of older clients, whose result is a list of points. */
const OLDER: Omit<SearchForm, 'isBatch'> = {
  path: [],
  pointsIn: (result) => result as Points,
  resultWith: (_, points) => points,
  // There, the limit may go by an older name too, beside which none of ours may stand.
  lackIn: lackOfLimit,
};

/** The forms of the endpoints behind `points/`, but for those of groups. */
export const SEARCH_FORMS: Readonly<Record<string, SearchForm>> = {
  query: { ...QUERY, isBatch: false },
  'query/batch': { ...QUERY, isBatch: true },
  search: { ...OLDER, isBatch: false },
  'search/batch': { ...OLDER, isBatch: true },
  recommend: { ...OLDER, isBatch: false },
  'recommend/batch': { ...OLDER, isBatch: true },
  discover: { ...OLDER, isBatch: false },
  'discover/batch': { ...OLDER, isBatch: true },
};

/** The endpoints behind `points/` that answer with groups, and what a request must have there, as in {@link SearchForm}. */
export const GROUP_ENDPOINTS: Readonly<Record<string, SearchForm['lackIn']>> = {
  'query/groups': QUERY.lackIn,
  'search/groups': OLDER.lackIn,
  'recommend/groups': OLDER.lackIn,
};

function lackOfLimit(search: object): string | undefined {
  return 'limit' in search ? undefined : 'a search without a limit is not reranked';
}
