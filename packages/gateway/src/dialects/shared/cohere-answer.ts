import { z } from '@hono/zod-openapi';
import type { Answer } from './answer.ts';
import type { fields } from './fields.ts';
import { resultSchema } from './result-schema.ts';
import { resultsOf } from './results-of.ts';
import { billing } from './billing.ts';

interface CohereBody {
  readonly documents: z.infer<typeof fields.documents>;
  readonly return_documents?: z.infer<typeof fields.flag>;
}

/** The answer of Cohere's rerank API, alike in both versions but for the version's number. */
export const cohereAnswer: {
  readonly schema: z.ZodType;
  readonly bodyOf: (version: '1' | '2') => (answer: Answer, body: CohereBody) => object;
} = {
  schema: z.object({
    id: z.string(),
    results: z.array(resultSchema),
    meta: z.object({
      api_version: z.object({ version: z.string() }),
      billed_units: z.object({ search_units: z.int() }),
    }),
  }),
  bodyOf: (version) => (answer, body) => ({
    id: answer.requestId,
    results: resultsOf(answer, { withDocuments: body.return_documents ?? false }),
    meta: {
      api_version: { version },
      ...billing.of(body.documents.length),
    },
  }),
};
