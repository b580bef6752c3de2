import { z } from '@hono/zod-openapi';
import { defineDialect } from './define-dialect.ts';
import type { Dialect } from './dialect.ts';
import { fields } from './fields.ts';
import { questionOfDocuments } from './question-of-documents.ts';
import { resultOf } from './result-of.ts';
import { resultShape } from './result-shape.ts';
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
    results: z.array(
      z.object({ ...resultShape, document: z.object({ text: z.string() }).optional() }),
    ),
    meta: z.object({
      api_version: z.object({ version: z.string() }),
      billed_units: z.object({ search_units: z.int() }),
    }),
  }),
  errorSchema: z.object({ message: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    results: answer.rankings[0]!.results.map((result) => ({
      ...resultOf(result, answer),
      ...(body.return_documents && { document: { text: result.document } }),
    })),
    meta: {
      api_version: { version: '1' },
      billed_units: { search_units: searchUnits(body.documents.length) },
    },
  }),
  errorBodyOf: ({ message }) => ({ message }),
});
