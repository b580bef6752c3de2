import type { estypes } from '@elastic/elasticsearch';
import { type Overrides, overridesOf } from '../http/overrides-of.ts';
import { JsonSource } from '../json/json-source.ts';
import { splicedText } from '../json/spliced.ts';

type Params = Record<string, unknown>;

/** A search as its caller wrote it, without its word for the proxy. */
export interface AskedSearch {
  readonly source: JsonSource;
  readonly body: Params;
  readonly overrides: Overrides;
  /** Whether the text that came held a word for the proxy, which the engine would refuse. */
  readonly isCleaned: boolean;
}

/**
 * Reads a search, and takes `ext.lb_rerank` out of it.
 *
 * @param overrides the word of the headers, which that of the search goes before
 * @throws SyntaxError for what is no JSON; InvalidRequestError for overrides that cannot be read.
 */
export function askedSearchOf(text: string, overrides: Overrides): AskedSearch {
  const source = new JsonSource(text.trim() === '' ? '{}' : text);
  const body = source.value;
  if (!isObject(body)) throw new SyntaxError('a search is an object');
  const { ext } = body;
  if (!isObject(ext) || !Object.hasOwn(ext, 'lb_rerank')) {
    return { source, body, overrides, isCleaned: false };
  }
  const { lb_rerank: told, ...otherExt } = ext;
  const { ext: _, ...others } = body;
  const hasOthers = Object.keys(otherExt).length > 0;
  const cleaned = new JsonSource(
    splicedText(source, hasOthers ? { ...body, ext: otherExt } : others),
  );
  const own = overridesOf(told, 'ext.lb_rerank');
  return {
    source: cleaned,
    body: cleaned.value as Params,
    overrides: own && { ...overrides, ...own },
    isCleaned: true,
  };
}

/** Writes a search that a plan asks in place of the caller's: what the plan did not touch stays as it was written. */
export function textOfPlanned(
  { source, body }: AskedSearch,
  merged: estypes.SearchRequest,
  planned: estypes.SearchRequest,
): string {
  const was = merged as Params;
  const changed = Object.entries(planned).filter(([name, value]) => was[name] !== value);
  return splicedText(source, { ...body, ...Object.fromEntries(changed) });
}

function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
