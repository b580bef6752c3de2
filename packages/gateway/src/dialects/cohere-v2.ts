import { z } from '@hono/zod-openapi';
import { cohereAnswer } from './shared/cohere-answer.ts';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './request/fields.ts';
import { documentsFields, questionOfDocuments } from './request/question-of-documents.ts';

/** Cohere's second rerank API (source: docs.cohere.com/reference/rerank), with vLLM's `document` where it is asked for. */
export const cohereV2: Dialect = defineDialect({
  name: 'cohere-v2',
  paths: ['/v2/rerank'],
  requestSchema: z.object({
    ...documentsFields,
    max_tokens_per_doc: fields.count,
    return_documents: fields.flag,
  }),
  responseSchema: cohereAnswer.schema,
  errorSchema: z.object({ message: z.string(), id: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: cohereAnswer.bodyOf('2'),
  errorBodyOf: ({ message }, requestId) => ({ message, id: requestId }),
});
