import { z } from '@hono/zod-openapi';
import { defineDialect } from './define-dialect.ts';
import type { Dialect } from './dialect.ts';
import { fields } from './fields.ts';
import { questionOfDocuments } from './question-of-documents.ts';
import { resultOf } from './result-of.ts';
import { resultShape } from './result-shape.ts';

/** Jina's rerank API (source: api.jina.ai/openapi.json), where documents come back unless they are not wanted. */
export const jina: Dialect = defineDialect({
  name: 'jina',
  paths: ['/v1/rerank'],
  requestSchema: z.object({
    model: fields.model,
    query: fields.query,
    documents: fields.documents,
    top_n: fields.topN,
    return_documents: fields.flag,
    rank_fields: fields.rankFields,
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    id: z.string(),
    model: z.string(),
    object: z.literal('list'),
    usage: z.object({ total_tokens: z.int(), prompt_tokens: z.int() }),
    results: z.array(
      z.object({ ...resultShape, document: z.object({ text: z.string() }).optional() }),
    ),
  }),
  errorSchema: z.object({ detail: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    model: answer.modelId,
    object: 'list',
    usage: { total_tokens: answer.estimatedTokens, prompt_tokens: answer.estimatedTokens },
    results: answer.rankings[0]!.results.map((result) => ({
      ...resultOf(result, answer),
      ...(body.return_documents !== false && { document: { text: result.document } }),
    })),
  }),
  errorBodyOf: ({ message }) => ({ detail: message }),
});
