import { z } from '@hono/zod-openapi';
import type { Details } from './details-of.ts';

const details: z.ZodType<Details['lb_rerank']> = z
  .object({
    score: z.number().min(1).max(7).nullable(),
    probabilities: z.array(z.number()).length(7).readonly().nullable(),
    passage_range: z.object({ start: z.int(), end: z.int() }).readonly().optional(),
  })
  .optional();

/** The fields of a result that most dialects share, for their response schemas. */
export const resultShape: {
  readonly index: z.ZodType<number>;
  readonly relevance_score: z.ZodType<number>;
  readonly lb_rerank: z.ZodType<Details['lb_rerank']>;
} = {
  index: z.int().min(0),
  relevance_score: z.number().min(0).max(1),
  lb_rerank: details,
};
