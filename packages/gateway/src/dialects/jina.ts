import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { documentsFields, questionOfDocuments } from './shared/question-of-documents.ts';
import { resultSchema } from './shared/result-schema.ts';
import { resultsOf } from './shared/results-of.ts';
import { usage } from './shared/usage.ts';
import { billing } from './shared/billing.ts';

/** Jina's rerank API (source: api.jina.ai/openapi.json), where documents come back unless they are not wanted. */
export const jina: Dialect = defineDialect({
  name: 'jina',
  paths: ['/v1/rerank'],
  requestSchema: z.object({
    ...documentsFields,
    return_documents: fields.flag,
    rank_fields: fields.rankFields,
  }),
  responseSchema: z.object({
    id: z.string(),
    model: z.string(),
    object: z.literal('list'),
    usage: usage.schema,
    // Cohere's clients of the first version ask on this path too.
    meta: billing.schema,
    results: z.array(resultSchema),
  }),
  errorSchema: z.object({ detail: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    model: answer.modelId,
    object: 'list',
    usage: usage.of(answer),
    meta: billing.of(body.documents.length),
    results: resultsOf(answer, { withDocuments: body.return_documents ?? true }),
  }),
  errorBodyOf: ({ message }) => ({ detail: message }),
});
