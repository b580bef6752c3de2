type Params = Record<string, unknown>;

/** The search of a request that keeps it under `body`, as OpenSearch's client does; others are the search themselves. */
export function searchOf(params: object): Params {
  const { body, ...outside } = params as Params;
  return isSearch(body) ? { ...outside, ...body } : { ...params };
}

/** A search put where the request had its own: what was outside of `body` stays outside, all else goes into it. */
export function requestLike(params: object, search: object): Params {
  const { body, from: _from, size: _size, ...outside } = params as Params;
  if (!isSearch(body)) return { ...search };
  const inside = Object.entries(search).filter(([name]) => !(name in outside));
  return { ...outside, body: Object.fromEntries(inside) };
}

function isSearch(body: unknown): body is Params {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
