/** A request to Elasticsearch or OpenSearch that is a search: one that is reranked, or of a kind that is not. */
export type SearchRoute =
  | {
      readonly kind: 'search' | 'msearch';
      readonly index: string | undefined;
      readonly reason?: undefined;
    }
  | { readonly kind: 'other'; readonly reason: string };

/** The searches that are left alone, by the part of their path that begins with `_`. */
const OTHER_SEARCHES: Readonly<Record<string, string>> = {
  _async_search: 'an async search',
  _eql: 'EQL',
  _esql: 'ES|QL',
  _fleet: 'a search of Fleet',
  _knn_search: 'the older kNN search',
  _mvt: 'vector tiles',
  _plugins: 'a plugin of OpenSearch',
  _query: 'ES|QL',
  _rollup_search: 'a search of rollups',
  _sql: 'SQL',
};

const SEARCHES_OF_PLUGINS = new Set(['_asynchronous_search', '_ppl', '_sql']);

/** Finds out whether a request is a search, by its method and path; undefined for all else. */
export function searchRouteOf(method: string, path: string): SearchRoute | undefined {
  if (method !== 'GET' && method !== 'POST') return undefined;
  const [, ...parts] = path.replace(/\/?(\?.*)?$/s, '').split('/');
  const at = parts.findIndex((part) => part.startsWith('_') && part !== '_all');
  const [name = '', next] = parts.slice(Math.max(at, 0));
  if (name !== '_search' && name !== '_msearch') return otherSearch(name, next);
  if (next === 'template') return { kind: 'other', reason: 'a search template is not reranked' };
  if (next === 'scroll') return { kind: 'other', reason: 'a scroll is not reranked' };
  if (next !== undefined || at > 1) return undefined;
  const index = at === 0 ? undefined : decodedOr(parts[0]!);
  return { kind: name === '_search' ? 'search' : 'msearch', index };
}

function otherSearch(name: string, next: string | undefined): SearchRoute | undefined {
  if (!Object.hasOwn(OTHER_SEARCHES, name)) return undefined;
  // Most plugins are for something else: security, the management of indices and the like.
  if (name === '_plugins' && !SEARCHES_OF_PLUGINS.has(next ?? '')) return undefined;
  return { kind: 'other', reason: `${OTHER_SEARCHES[name]} is not reranked` };
}

/** Decodes a part of a path; one that cannot be is left to the engine, as it stands. */
function decodedOr(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
