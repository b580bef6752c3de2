import { InvalidRequestError } from '@lb-rerank/core';
import { asSent } from './as-sent.ts';
import { parseJson } from './parse-json.ts';

type Params = Record<string, unknown>;

/**
 * Finds the search of a request: under `body`, where OpenSearch's client keeps it, or else the request itself.
 *
 * @throws InvalidRequestError for a body that cannot be read, such as a stream.
 */
export function searchOf(params: object): Params {
  const { body, querystring, ...outside } = params as Params;
  return {
    ...asSearch(body, 'body'),
    ...(asSent(outside) as Params),
    ...asSearch(querystring, 'querystring'),
  };
}

/**
 * Puts a search where the request had its own: what was outside of `body` stays outside, all else goes into it. What stands in both
 * stays in both: of some parameters, as `docvalue_fields`, OpenSearch heeds both.
 *
 * A `querystring`, which Elasticsearch's client takes beside it, is told by name.
 */
export function requestLike(params: object, search: object): Params {
  const { body, querystring, ...outside } = params as Params;
  if (body === undefined || body === null) return { ...search };
  const named = asSearch(querystring, 'querystring');
  const isOutside = (name: string) =>
    name !== 'from' && name !== 'size' && (name in outside || name in named);
  const entries = Object.entries(search);
  const inBoth = Object.entries(asSearch(body, 'body')).filter(([name]) => isOutside(name));
  return {
    ...Object.fromEntries(entries.filter(([name]) => isOutside(name))),
    body: Object.fromEntries([...entries.filter(([name]) => !isOutside(name)), ...inBoth]),
  };
}

/** Reads a search that is an object, or text, which both clients take too. */
export function asSearch(value: unknown, argument: string): Params {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return parseJson(value, argument);
  const search = asSent(value);
  if (typeof search !== 'object' || search === null || !isPlain(search)) {
    throw new InvalidRequestError(argument, 'must be an object or JSON to be reranked');
  }
  return search as Params;
}

function isPlain(value: object): boolean {
  return [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}
