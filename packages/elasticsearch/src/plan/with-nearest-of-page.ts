import type { estypes } from '@elastic/elasticsearch';

type Clause = Record<string, unknown>;

/**
 * Makes a request's `knn` searches find as many neighbours as they would for the caller's own page.
 *
 * Elasticsearch takes `size` for a `k` that is missing. Fetching the rank window would then find more neighbours, and so change
 * totals and aggregations, or ask for more than `num_candidates`, which is an error.
 */
export function withNearestOfPage(
  asked: estypes.SearchRequest,
  size: number,
): estypes.SearchRequest {
  const { knn, query, retriever, ...request } = asked;
  // Without hits, nothing more is fetched either.
  if (size === 0) return asked;
  return {
    ...request,
    ...(knn !== undefined && { knn: inEach(knn, (search) => ({ k: size, ...search })) }),
    ...(query !== undefined && { query: withNearest(query, size) }),
    ...(retriever !== undefined && { retriever: withNearest(retriever, size) }),
  };
}

/** Changes `knn` clauses at any depth, since they may stand inside of other queries. */
function withNearest<T>(clause: T, size: number): T {
  if (Array.isArray(clause)) return clause.map((one) => withNearest(one, size)) as T;
  if (!isClause(clause)) return clause;
  const { knn, ...others } = clause;
  const inner = Object.entries(others).map(([name, one]) => [name, withNearest(one, size)]);
  // Unlike the search beside the query, the clause may have fewer candidates than hits are asked for.
  const nearest = (search: Clause) => ({
    k: Math.min(size, Number(search['num_candidates'] ?? size)),
    ...search,
  });
  return {
    ...(Object.fromEntries(inner) as T),
    ...(isClause(knn) && { knn: 'field' in knn ? nearest(knn) : withNearest(knn, size) }),
    ...(!isClause(knn) && knn !== undefined && { knn }),
  };
}

function inEach<T>(value: T | T[], change: (one: T) => T): T | T[] {
  return Array.isArray(value) ? value.map(change) : change(value);
}

/** Tells whether a value is a plain object: an instance of a class may say in its own way how it is sent. */
function isClause(value: unknown): value is Clause {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
