import { z } from '@hono/zod-openapi';
import { lenientBoolean, lenientInteger } from './lenient.ts';

/** A document as it comes: a text, or an object with one. */
export type WireDocument = string | Record<string, unknown>;

/** Request fields that several dialects share; `null` stands for a field left out, as some clients send it. */
export const fields: {
  readonly query: z.ZodType<string>;
  readonly documents: z.ZodType<WireDocument[]>;
  readonly texts: z.ZodType<string[]>;
  readonly model: z.ZodType<string | null | undefined>;
  readonly count: z.ZodType<number | null | undefined>;
  readonly flag: z.ZodType<boolean | null | undefined>;
  readonly rankFields: z.ZodType<string[] | null | undefined>;
  readonly returnDetails: z.ZodType<boolean | null | undefined>;
} = {
  query: z.string().regex(/\S/, 'must not be blank').openapi({ example: 'What is an apple?' }),
  documents: z
    .union([z.array(z.union([z.string(), z.looseObject({})])), z.string()])
    .transform((documents) => [documents].flat() as WireDocument[])
    .openapi({
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }] },
      example: ['Apples are fruit.', { text: 'Bolts are made of steel.' }],
    }),
  texts: z.array(z.string()).openapi({ example: ['Apples are fruit.', 'Bolts are steel.'] }),
  model: z.string().nullish().openapi({ description: 'Any name will do: one model is served.' }),
  count: integer(1),
  flag: z.preprocess(lenientBoolean, z.boolean().nullish()).openapi({ type: 'boolean' }),
  rankFields: z.array(z.string()).min(1).nullish(),
  returnDetails: z.preprocess(lenientBoolean, z.boolean().nullish()).openapi({
    type: 'boolean',
    description: 'Adds `lb_rerank` with the score in [1, 7] and its distribution.',
  }),
};

/** Makes the schema of an integer that may be left out, and is read as leniently as the servers of these interfaces do. */
export function integer(least: number): z.ZodType<number | null | undefined> {
  return z
    .preprocess(lenientInteger, z.int().min(least).nullish())
    .openapi({ type: 'integer', minimum: least });
}
