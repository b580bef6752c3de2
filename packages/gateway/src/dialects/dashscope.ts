import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { documentsFields, questionOfDocuments } from './shared/question-of-documents.ts';
import { resultSchema } from './shared/result-schema.ts';
import { resultsOf } from './shared/results-of.ts';
import { usage } from './shared/usage.ts';

/** DashScope's rerank API in its compatible form (source: help.aliyun.com/zh/model-studio/text-rerank-api). */
export const dashscope: Dialect = defineDialect({
  name: 'dashscope',
  paths: ['/reranks', '/v1/reranks', '/compatible-api/v1/reranks', '/compatible-mode/v1/reranks'],
  requestSchema: z.object({ ...documentsFields, return_documents: fields.flag }),
  responseSchema: z.object({
    object: z.literal('list'),
    results: z.array(resultSchema),
    model: z.string(),
    id: z.string(),
    usage: usage.schema,
  }),
  errorSchema: z.object({ code: z.string(), message: z.string(), request_id: z.string() }),
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    object: 'list',
    results: resultsOf(answer, { withDocuments: body.return_documents ?? false }),
    model: answer.modelId,
    id: answer.requestId,
    usage: usage.of(answer),
  }),
  errorBodyOf: ({ message, code }, requestId) => ({ code, message, request_id: requestId }),
});
