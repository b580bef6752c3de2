import { z } from '@hono/zod-openapi';
import { defineDialect } from './define-dialect.ts';
import type { Dialect } from './dialect.ts';
import { fields } from './fields.ts';
import { questionOfDocuments } from './question-of-documents.ts';
import { resultSchema } from './result-schema.ts';
import { resultsOf } from './results-of.ts';
import { searchUnits } from './search-units.ts';

/** Cohere's first rerank API, which LiteLLM and Xinference speak too (source: docs.cohere.com/v1/reference/rerank). */
export const cohereV1: Dialect = defineDialect({
  name: 'cohere-v1',
  paths: ['/v1/rerank'],
  claims: ({ model, ...body }) =>
    'rank_fields' in body ||
    'max_chunks_per_doc' in body ||
    (typeof model === 'string' && model.startsWith('rerank-')),
  requestSchema: z.object({
    model: fields.model,
    query: fields.query,
    documents: fields.documents,
    top_n: fields.topN,
    rank_fields: fields.rankFields,
    return_documents: fields.flag,
    max_chunks_per_doc: fields.tokens,
    max_tokens_per_doc: fields.tokens,
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
  errorSchema: z.object({ message: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    results: resultsOf(answer, { withDocuments: body.return_documents ?? false }),
    meta: {
      api_version: { version: '1' },
      billed_units: { search_units: searchUnits(body.documents.length) },
    },
  }),
  errorBodyOf: ({ message }) => ({ message }),
});
