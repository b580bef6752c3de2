type Params = Record<string, unknown>;

/** Finds the search of a request: under `body`, where OpenSearch's client keeps it, or else the request itself. */
export function searchOf(params: object): Params {
  const { body, querystring, ...outside } = params as Params;
  return { ...asSearch(body), ...outside, ...asSearch(querystring) };
}

/**
 * Puts a search where the request had its own: what was outside of `body` stays outside, all else goes into it.
 *
 * A `querystring`, which Elasticsearch's client takes beside it, is told by name.
 */
export function requestLike(params: object, search: object): Params {
  const { body, querystring, ...outside } = params as Params;
  if (body === undefined) return { ...search };
  const isOutside = (name: string) =>
    name !== 'from' && name !== 'size' && (name in outside || name in asSearch(querystring));
  const entries = Object.entries(search);
  return {
    ...Object.fromEntries(entries.filter(([name]) => isOutside(name))),
    body: Object.fromEntries(entries.filter(([name]) => !isOutside(name))),
  };
}

/** Parses a body that is JSON, which Elasticsearch's client takes too. */
function asSearch(value: unknown): Params {
  return (typeof value === 'string' ? JSON.parse(value) : (value ?? {})) as Params;
}
