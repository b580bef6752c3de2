import { InvalidRequestError } from '@lb-rerank/core';
import { textTooLong, tooManyDocuments } from '../../errors/beyond-limit.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { DocumentText, FieldText } from './document-text.ts';
import type { WireDocument } from './fields.ts';
import type { QuestionLimits } from './question.ts';
import { requireFewLookUps } from './rank-fields.ts';
import { readContent } from './read-content.ts';

/** The places of the texts in documents, and how many and long they may be. */
interface DocumentTextsOptions {
  /** @default their text or content */
  readonly rankFields?: readonly string[] | null | undefined;
  /** The documents' name in the request, for errors. @default 'documents' */
  readonly argument?: string;
  readonly limits: QuestionLimits;
}

/** A field that documents are ranked by. */
interface Field {
  readonly name: string;
  /** The name without its first part, without its first two, and so on; the first is the whole name. */
  readonly ends: readonly string[];
  readonly parts: readonly string[];
}

/** The characters of names that an error repeats. */
const MAX_NAMED = 100;

/**
 * Extracts the text of each document: its `text`, its `content` of text parts as vLLM takes it, or the named fields, which may
 * lead into objects (`meta.title`) and hold several texts.
 *
 * @throws InvalidRequestError or GatewayError naming the document that has none of them or is too long, the part that is no text, or
 *   the limit that the documents go beyond.
 */
export function documentTexts(
  documents: readonly WireDocument[],
  { rankFields, argument = 'documents', limits }: DocumentTextsOptions,
): DocumentText[] {
  const { maxDocuments, maxCharactersPerDocument } = limits;
  if (documents.length > maxDocuments) throw tooManyDocuments(argument, maxDocuments);
  const fields = [...new Set(rankFields ?? ['text'])].map(fieldOf);
  requireFewLookUps(fields.length, documents.length);
  return documents.map((document, index) => {
    if (typeof document === 'string') return document;
    const place = `${argument}[${index}]`;
    const isOfParts = !rankFields && !isSaidText(document['text']) && 'content' in document;
    if (isOfParts) return textOfContent(document['content'], `${place}.content`);
    return textOfFields(document, fields, { place, maxCharacters: maxCharactersPerDocument });
  });
}

function fieldOf(name: string): Field {
  const parts = name.split('.');
  return { name, parts, ends: parts.map((_, from) => parts.slice(from).join('.')) };
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
  fields: readonly Field[],
  { place, maxCharacters }: { readonly place: string; readonly maxCharacters: number },
): DocumentText {
  const found: FieldText[] = [];
  let characters = 0;
  for (const field of fields) {
    const text = textOf(valueAt(document, field));
    if (text === undefined) continue;
    characters += text.length;
    if (characters > maxCharacters) throw textTooLong(place, maxCharacters);
    found.push({ name: field.name, text });
  }
  const [only, ...others] = found;
  if (only === undefined) throw withoutText(place, fields);
  return others.length === 0 ? only.text : found;
}

function withoutText(argument: string, fields: readonly Field[]): GatewayError {
  const names = fields.map(({ name }) => `"${name}"`).join(' or ');
  const callersWords = names.length > MAX_NAMED ? `${names.slice(0, MAX_NAMED)}…` : names;
  return new GatewayError('invalid_request', `${argument} has no text in`, {
    argument,
    callersWords,
  });
}

/** Finds what stands under a name, which may itself hold dots or lead into objects. */
function valueAt(document: Readonly<Record<string, unknown>>, { parts, ends }: Field): unknown {
  let inside: unknown = document;
  for (const [level, part] of parts.entries()) {
    if (typeof inside !== 'object' || inside === null || Array.isArray(inside)) return undefined;
    const object = inside as Readonly<Record<string, unknown>>;
    const end = ends[level]!;
    if (Object.hasOwn(object, end)) return object[end];
    inside = Object.hasOwn(object, part) ? object[part] : undefined;
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  if (isSaidText(value)) return String(value);
  const isList = Array.isArray(value) && value.length > 0 && value.every(isSaidText);
  return isList ? value.map(String).join(' ') : undefined;
}

function isSaidText(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
