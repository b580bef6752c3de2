import { z } from '@hono/zod-openapi';
import { resultShape } from './result-shape.ts';
import type { WireResult } from './results-of.ts';

/** One result in the words that most dialects share, with its document where it comes back. */
export const resultSchema: z.ZodType<WireResult> = z.object({
  ...resultShape,
  document: z.object({ text: z.string() }).optional(),
});
