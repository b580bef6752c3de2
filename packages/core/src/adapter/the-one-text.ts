import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** Characters of each text that a message quotes. */
const LONGEST_QUOTE = 40;

/**
 * Takes the text that a search looks for, where all that it says is one text.
 *
 * @param texts all that was found in the request; what is no text, or blank, does not count
 * @param kinds the names of the clauses that were found, for the message
 * @throws InvalidRequestError naming the clauses, the texts and the way out, where there is no text or more than one.
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
  const held =
    different.size === 0
      ? 'no text'
      : `${different.size} different texts (${[...different].map(shortened).join(', ')})`;
  const found = [...new Set(kinds)].join(', ') || 'without a query';
  throw new InvalidRequestError(
    'rerank.query',
    `is needed: the request (${found}) holds ${held} to rerank by: pass \`rerank: { query: '…' }\`, or \`rerank: false\`; where a library searches for you, search inside \`rerankingQuery.run(text, …)\`, from @lb-rerank/core`,
  );
}

/** Quotes the beginning of a text: enough to know it by. */
function shortened(text: string): string {
  const beginning = text.slice(0, LONGEST_QUOTE);
  return JSON.stringify(beginning.length < text.length ? `${beginning}…` : text);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
