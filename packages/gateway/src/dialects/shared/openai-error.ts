import { z } from '@hono/zod-openapi';
import type { Problem } from '../../errors/problem.ts';

/** The error shape of OpenAI's API, which vLLM, Infinity and llama.cpp took over. */
export const openaiError: {
  readonly schema: z.ZodType;
  readonly bodyOf: (problem: Problem) => object;
} = {
  schema: z.object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.int(),
    }),
  }),
  bodyOf: ({ message, code, argument, status }) => ({
    error: { message, type: code, param: argument ?? null, code: status },
  }),
};
