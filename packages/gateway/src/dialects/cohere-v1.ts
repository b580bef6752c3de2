import { z } from '@hono/zod-openapi';
import { cohereAnswer } from './shared/cohere-answer.ts';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './request/fields.ts';
import { documentsFields, questionOfDocuments } from './request/question-of-documents.ts';
import { isSaid } from './request/is-said.ts';

/** Cohere's first rerank API, which LiteLLM and Xinference speak too (source: docs.cohere.com/v1/reference/rerank). */
export const cohereV1: Dialect = defineDialect({
  name: 'cohere-v1',
  paths: ['/v1/rerank'],
  claims: ({ model, rank_fields: rankFields, max_chunks_per_doc: maxChunks }) =>
    isSaid(rankFields) ||
    isSaid(maxChunks) ||
    (typeof model === 'string' && model.startsWith('rerank-')),
  requestSchema: z.object({
    ...documentsFields,
    return_documents: fields.flag,
    max_chunks_per_doc: fields.count,
    max_tokens_per_doc: fields.count,
  }),
  responseSchema: cohereAnswer.schema,
  errorSchema: z.object({ message: z.string() }),
  questionOf: (body, limits) => ({
    ...questionOfDocuments(body, limits),
    // It is the most that a document may be cut into; more chunks than one are for the reranker to make.
    longPassages: body.max_chunks_per_doc === 1 ? 'truncate' : undefined,
  }),
  bodyOf: cohereAnswer.bodyOf('1'),
  errorBodyOf: ({ message }) => ({ message }),
});
