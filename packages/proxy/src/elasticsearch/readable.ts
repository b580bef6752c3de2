import type { Call } from '../engine/engine.ts';
import { headerOf } from '../upstream/end-to-end-headers.ts';

const JSON_TYPES =
  /^(application\/json|application\/(x-)?ndjson|application\/vnd\.elasticsearch\+(json|x-ndjson)|text\/plain|\*\/\*|application\/\*)\s*(;|$)/i;

/** The encodings in which the engines read a body. */
const ENCODINGS = new Set(['', 'identity', 'gzip', 'x-gzip', 'deflate']);

/**
 * Tells why a search or its answer cannot be read, from its headers and the `format` of its URL; undefined where they can: other
 * forms than JSON, text in another encoding than UTF-8, and what the engines refuse to read.
 */
export function unreadableBecauseOf(
  { headers, body }: Pick<Call, 'headers' | 'body'>,
  format: string | undefined,
): string | undefined {
  const type = headerOf(headers, 'content-type');
  if (type === undefined && body !== '') return 'a body without a type is not reranked';
  if (type !== undefined && !isJson(type)) return `a body of ${type} is not reranked`;
  const encoding = headerOf(headers, 'content-encoding') ?? '';
  if (!ENCODINGS.has(encoding.trim().toLowerCase())) {
    return `a body in ${encoding} is not reranked`;
  }
  const accepted = headerOf(headers, 'accept');
  if (accepted !== undefined && !accepted.split(',').some((one) => isJson(one.trim()))) {
    return `an answer in ${accepted} is not reranked`;
  }
  if (format !== undefined && format !== 'json') return `an answer in ${format} is not reranked`;
  return undefined;
}

/** Tells whether a type is one of JSON in UTF-8. */
export function isJson(type: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1]?.toLowerCase();
  return JSON_TYPES.test(type) && [undefined, 'utf-8', 'utf8', 'us-ascii'].includes(charset);
}
