import { InvalidRequestError } from '@lb-rerank/core';
import { requireOverrides, type RerankOverrides } from '@lb-rerank/core/adapter';
import { headerOf, type RawHeaders } from '../upstream/end-to-end-headers.ts';
import { OVERRIDES_HEADER, QUERY_HEADER } from './outcome-headers.ts';

/** A request's own word on its reranking: what is different for it, that it is left alone, or nothing. */
export type Overrides = RerankOverrides<never> | false | undefined;

/**
 * Reads what the headers of a request say of its reranking.
 *
 * @throws InvalidRequestError naming the header that cannot be read.
 */
export function overridesOfHeaders(headers: RawHeaders): Overrides {
  const told = headerOf(headers, OVERRIDES_HEADER);
  const overrides = told === undefined ? undefined : overridesOf(parsed(told), OVERRIDES_HEADER);
  const query = headerOf(headers, QUERY_HEADER);
  if (query === undefined || overrides === false) return overrides;
  return { query: percentDecoded(query), ...overrides };
}

/**
 * Reads overrides as they stand in JSON, with names in snake_case; `off` and `false` leave the search alone.
 *
 * @param argument the place where they stand, for the error
 * @throws InvalidRequestError for anything else, and for an unknown name.
 */
export function overridesOf(value: unknown, argument: string): Overrides {
  if (value === false || value === 'off') return false;
  if (value === undefined || value === null || value === true || value === 'on') return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new InvalidRequestError(argument, 'must be `off` or an object in JSON');
  }
  const overrides = inCamelCase(value);
  requireOverrides(overrides);
  return overrides;
}

function parsed(told: string): unknown {
  const word = told.trim();
  if (word === 'off' || word === 'on') return word;
  try {
    return JSON.parse(word);
  } catch {
    throw new InvalidRequestError(OVERRIDES_HEADER, 'must be `off` or an object in JSON');
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidRequestError(QUERY_HEADER, 'must be percent-encoded UTF-8');
  }
}

/** Gives the same members with names in camelCase, but for those of a passage, whose names are its own. */
function inCamelCase(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      const isNested = typeof member === 'object' && member !== null && !Array.isArray(member);
      const key = name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return [key, isNested && name !== 'passage' ? inCamelCase(member) : member];
    }),
  );
}
