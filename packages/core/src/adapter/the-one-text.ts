import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/**
 * Takes the text that a search looks for, where all that it says is one text.
 *
 * @param texts all that was found in the request; what is no text, or blank, does not count
 * @param kinds the names of the clauses that were found, for the message
 * @throws InvalidRequestError naming the clauses and the way out, where there is no text or more than one.
 *
 * @example
 * ```ts
 * import { theOneText } from '@lb-rerank/core/adapter';
 *
 * // A `bool` clause that looks for the same text in two fields.
 * console.log(theOneText(['apples', 'apples'], ['bool'])); // apples
 * ```
 */
export function theOneText(texts: readonly unknown[], kinds: readonly string[]): string {
  const different = new Set(texts.filter(isText));
  if (different.size === 1) return [...different][0]!;
  const held = different.size === 0 ? 'no text' : `${different.size} different texts`;
  const found = [...new Set(kinds)].join(', ') || 'without a query';
  throw new InvalidRequestError(
    'rerank.query',
    `is needed: the request (${found}) holds ${held} to rerank by: pass \`rerank: { query: '…' }\`, or \`rerank: false\``,
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
