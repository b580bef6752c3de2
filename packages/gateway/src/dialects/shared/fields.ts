import { z } from '@hono/zod-openapi';

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
    .array(z.union([z.string(), z.record(z.string(), z.unknown())]))
    .openapi({ example: ['Apples are fruit.', { text: 'Bolts are made of steel.' }] }),
  texts: z.array(z.string()).openapi({ example: ['Apples are fruit.', 'Bolts are steel.'] }),
  model: z.string().nullish().openapi({ description: 'Any name will do: one model is served.' }),
  count: z.int().positive().nullish(),
  flag: z.boolean().nullish(),
  rankFields: z.array(z.string()).min(1).nullish(),
  returnDetails: z
    .boolean()
    .nullish()
    .openapi({ description: 'Adds `lb_rerank` with the score in [1, 7] and its distribution.' }),
};
