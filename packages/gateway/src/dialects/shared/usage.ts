import { z } from '@hono/zod-openapi';
import type { Answer } from './answer.ts';

/** The tokens of an answer, in OpenAI's words. No token is written, and some clients want that said. */
export const usage: {
  readonly schema: z.ZodType;
  readonly of: (answer: Pick<Answer, 'estimatedTokens'>) => object;
} = {
  schema: z.object({
    prompt_tokens: z.int(),
    completion_tokens: z.literal(0),
    total_tokens: z.int(),
  }),
  of: ({ estimatedTokens }) => ({
    prompt_tokens: estimatedTokens,
    completion_tokens: 0,
    total_tokens: estimatedTokens,
  }),
};
