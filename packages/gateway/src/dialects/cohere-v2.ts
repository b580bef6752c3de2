import { z } from '@hono/zod-openapi';
import { cohereAnswer } from './shared/cohere-answer.ts';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { questionOfDocuments } from './shared/question-of-documents.ts';

/** Cohere's second rerank API (source: docs.cohere.com/reference/rerank), with vLLM's `document` where it is asked for. */
export const cohereV2: Dialect = defineDialect({
  name: 'cohere-v2',
  paths: ['/v2/rerank'],
  requestSchema: z.object({
    model: fields.model,
    query: fields.query,
    documents: fields.documents,
    top_n: fields.count,
    max_tokens_per_doc: fields.count,
    return_documents: fields.flag,
    rank_fields: fields.rankFields,
    return_details: fields.returnDetails,
  }),
  responseSchema: cohereAnswer.schema,
  errorSchema: z.object({ message: z.string(), id: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: cohereAnswer.bodyOf('2'),
  errorBodyOf: ({ message }, requestId) => ({ message, id: requestId }),
});
