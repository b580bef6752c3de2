import { z } from '@hono/zod-openapi';
import { cohereAnswer } from './shared/cohere-answer.ts';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { documentsFields, questionOfDocuments } from './shared/question-of-documents.ts';
import { isSaid } from './shared/is-said.ts';

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
    rank_fields: fields.rankFields,
    return_documents: fields.flag,
    max_chunks_per_doc: fields.count,
    max_tokens_per_doc: fields.count,
  }),
  responseSchema: cohereAnswer.schema,
  errorSchema: z.object({ message: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: cohereAnswer.bodyOf('1'),
  errorBodyOf: ({ message }) => ({ message }),
});
