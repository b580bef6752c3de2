import { z } from '@hono/zod-openapi';
import { defineDialect } from './define-dialect.ts';
import type { Dialect } from './dialect.ts';
import { fields } from './fields.ts';
import { questionOfDocuments } from './question-of-documents.ts';
import { resultSchema } from './result-schema.ts';
import { resultsOf } from './results-of.ts';
import { searchUnits } from './search-units.ts';

/** Cohere's second rerank API (source: docs.cohere.com/reference/rerank), with vLLM's `document` where it is asked for. */
export const cohereV2: Dialect = defineDialect({
  name: 'cohere-v2',
  paths: ['/v2/rerank'],
  requestSchema: z.object({
    model: fields.model,
    query: fields.query,
    documents: fields.documents,
    top_n: fields.topN,
    max_tokens_per_doc: fields.tokens,
    return_documents: fields.flag,
    rank_fields: fields.rankFields,
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    id: z.string(),
    results: z.array(resultSchema),
    meta: z.object({
      api_version: z.object({ version: z.string() }),
      billed_units: z.object({ search_units: z.int() }),
    }),
  }),
  errorSchema: z.object({ message: z.string(), id: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    results: resultsOf(answer, { withDocuments: body.return_documents ?? false }),
    meta: {
      api_version: { version: '2' },
      billed_units: { search_units: searchUnits(body.documents.length) },
    },
  }),
  errorBodyOf: ({ message }, requestId) => ({ message, id: requestId }),
});
