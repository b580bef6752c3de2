import { InvalidRequestError } from '@lb-rerank/core';
import type { WireDocument } from './fields.ts';
import { readContent } from './read-content.ts';

/** The places of the texts in documents. */
interface DocumentTextsOptions {
  /** @default their text or content */
  readonly rankFields?: readonly string[] | null | undefined;
  /** The documents' name in the request, for errors. @default 'documents' */
  readonly argument?: string;
}

/**
 * Extracts the text of each document: its `text`, its `content` of text parts as vLLM takes it, or the named fields, which may
 * lead into objects (`meta.title`) and hold several texts. Several fields stand one on a line, each after its name.
 *
 * @throws InvalidRequestError naming the document that has none of them, or the part that is no text.
 */
export function documentTexts(
  documents: readonly WireDocument[],
  { rankFields, argument = 'documents' }: DocumentTextsOptions = {},
): string[] {
  const names = [...new Set(rankFields ?? ['text'])];
  return documents.map((document, index) => {
    if (typeof document === 'string') return document;
    const place = `${argument}[${index}]`;
    const isOfParts = !rankFields && !isSaidText(document['text']) && 'content' in document;
    if (isOfParts) return textOfContent(document['content'], `${place}.content`);
    return textOfFields(document, names, place);
  });
}

/** @throws InvalidRequestError naming the part that is no text. */
function textOfContent(content: unknown, argument: string): string {
  const reading = readContent(content);
  if ('value' in reading) return reading.value;
  const place = (reading.place ?? []).map((part) => `[${part}]`).join('');
  throw new InvalidRequestError(`${argument}${place}`, reading.problem);
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
