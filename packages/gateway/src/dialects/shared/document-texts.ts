import { InvalidRequestError } from '@lb-rerank/core';
import type { WireDocument } from './fields.ts';

/**
 * Extracts the text of each document: its `text`, or the named fields. Several fields stand one on a line, each
 * after its name.
 *
 * @throws InvalidRequestError naming the document that has none of them.
 */
export function documentTexts(
  documents: readonly WireDocument[],
  rankFields?: readonly string[] | null,
): string[] {
  const names = rankFields ?? ['text'];
  return documents.map((document, index) => {
    if (typeof document === 'string') return document;
    const found = names.filter((name) => isText(document[name]));
    const [only, ...others] = found;
    if (only === undefined) {
      const wanted = names.map((name) => `"${name}"`).join(' or ');
      throw new InvalidRequestError(`documents[${index}]`, `has no text in ${wanted}`);
    }
    if (others.length === 0) return String(document[only]);
    return found.map((name) => `${name}: ${String(document[name])}`).join('\n');
  });
}

function isText(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
