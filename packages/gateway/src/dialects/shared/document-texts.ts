import { InvalidRequestError } from '@lb-rerank/core';
import type { WireDocument } from './fields.ts';

/**
 * Extracts the text of each document: its `text`, its `content` of text parts as vLLM takes it, or the named fields, which may
 * lead into objects (`meta.title`) and hold several texts. Several fields stand one on a line, each after its name.
 *
 * @throws InvalidRequestError naming the document that has none of them, or the part that is no text.
 */
export function documentTexts(
  documents: readonly WireDocument[],
  rankFields?: readonly string[] | null,
): string[] {
  const names = [...new Set(rankFields ?? ['text'])];
  return documents.map((document, index) => {
    if (typeof document === 'string') return document;
    const argument = `documents[${index}]`;
    const isOfParts = !rankFields && !isSaidText(document['text']) && 'content' in document;
    if (isOfParts) return textOfContent(document['content'], `${argument}.content`);
    return textOfFields(document, names, argument);
  });
}

/**
 * Reads the text of content as chat messages have it: a text, or parts of type `text`.
 *
 * @throws InvalidRequestError naming the part that is no text.
 */
function textOfContent(content: unknown, argument: string): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) {
    throw new InvalidRequestError(argument, 'must be a text or a list of text parts');
  }
  const texts = content.map((part: unknown, n) => {
    const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown };
    if (typeof text === 'string' && (type === undefined || type === 'text')) return text;
    throw new InvalidRequestError(`${argument}[${n}]`, 'is no text: the model reads texts alone');
  });
  return texts.join('\n');
}

function textOfFields(
  document: Readonly<Record<string, unknown>>,
  names: readonly string[],
  argument: string,
): string {
  const found = names.flatMap((name) => {
    const text = textOf(valueAt(document, name));
    return text === undefined ? [] : [{ name, text }];
  });
  const [only, ...others] = found;
  if (only === undefined) {
    const wanted = names.map((name) => `"${name}"`).join(' or ');
    throw new InvalidRequestError(argument, `has no text in ${wanted}`);
  }
  if (others.length === 0) return only.text;
  return found.map(({ name, text }) => `${name}: ${text}`).join('\n');
}

/** Finds what stands under a name, which may itself hold dots or lead into objects. */
function valueAt(document: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(document, name)) return document[name];
  const [first = '', ...rest] = name.split('.');
  const inner = Object.hasOwn(document, first) ? document[first] : undefined;
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  if (rest.length === 0 || !isObject) return undefined;
  return valueAt(inner as Record<string, unknown>, rest.join('.'));
}

function textOf(value: unknown): string | undefined {
  if (isSaidText(value)) return String(value);
  const isList = Array.isArray(value) && value.length > 0 && value.every(isSaidText);
  return isList ? value.map(String).join(' ') : undefined;
}

function isSaidText(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
