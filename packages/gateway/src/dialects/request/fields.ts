import { z } from '@hono/zod-openapi';
import { lenientInteger } from '@lb-rerank/core/backend';
import { field, readList, type Reading } from './field.ts';
import { lenientBoolean } from './lenient.ts';
import { readRankFields } from './rank-fields.ts';
import { readContent } from './read-content.ts';

/** A document as it comes: a text, or an object with one. */
export type WireDocument = string | Record<string, unknown>;

/** Request fields that several dialects share; `null` stands for a field left out, as some clients send it. */
export const fields: {
  readonly query: z.ZodType<string>;
  /** One or several. */
  readonly queries: z.ZodType<string[]>;
  readonly documents: z.ZodType<WireDocument[]>;
  readonly texts: z.ZodType<string[]>;
  readonly model: z.ZodType<string | null | undefined>;
  readonly count: z.ZodType<number | null | undefined>;
  /** A number of tokens; 0 for as many as fit. */
  readonly limit: z.ZodType<number | null | undefined>;
  readonly flag: z.ZodType<boolean | null | undefined>;
  readonly rankFields: z.ZodType<string[] | null | undefined>;
  readonly returnDetails: z.ZodType<boolean | null | undefined>;
} = {
  query: field(readQuery).openapi({ type: 'string', example: 'What is an apple?' }),
  queries: field(readList(readQuery, { orOne: true })).openapi({
    type: 'array',
    items: { type: 'string' },
    example: ['What is an apple?'],
  }),
  documents: field(readList(readDocument, { orOne: true })).openapi({
    type: 'array',
    items: { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }] },
    example: ['Apples are fruit.', { text: 'Bolts are made of steel.' }],
  }),
  texts: field(readList(readText)).openapi({
    type: 'array',
    items: { type: 'string' },
    example: ['Apples are fruit.', 'Bolts are steel.'],
  }),
  model: z.string().nullish().openapi({ description: 'Any name will do: one model is served.' }),
  count: integer(1),
  limit: integer(0),
  flag: z.preprocess(lenientBoolean, z.boolean().nullish()).openapi({ type: 'boolean' }),
  rankFields: field(readRankFields)
    .nullish()
    .openapi({ type: 'array', items: { type: 'string' }, description: 'Up to 100.' }),
  returnDetails: z.preprocess(lenientBoolean, z.boolean().nullish()).openapi({
    type: 'boolean',
    description: 'Adds `lb_rerank` with the score in [1, 7] and its distribution.',
  }),
};

/** Reads a query: a text, or an object with content of text parts, as vLLM takes it. */
function readQuery(value: unknown): Reading<string> {
  const isPlain = typeof value === 'string';
  if (!isPlain && !isObject(value)) return { problem: 'must be a text' };
  const reading = readContent(isPlain ? value : value['content']);
  if (!('value' in reading)) return { ...reading, place: ['content', ...(reading.place ?? [])] };
  return /\S/.test(reading.value) ? reading : { problem: 'must not be blank' };
}

function readDocument(value: unknown): Reading<WireDocument> {
  if (typeof value === 'string' || isObject(value)) return { value };
  return { problem: 'must be a text or an object with one' };
}

function readText(value: unknown): Reading<string> {
  return typeof value === 'string' ? { value } : { problem: 'must be a text' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes the schema of an integer that may be left out, and is read as leniently as the servers of these interfaces do. */
export function integer(least: number): z.ZodType<number | null | undefined> {
  return z
    .preprocess(lenientInteger, z.int().min(least).nullish())
    .openapi({ type: 'integer', minimum: least });
}
