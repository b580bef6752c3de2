import { z } from '@hono/zod-openapi';
import { dashscope } from './dashscope.ts';
import { counts } from './request/counts.ts';
import { fields } from './request/fields.ts';
import { documentsFields, questionOfDocuments } from './request/question-of-documents.ts';
import { unavailable } from './request/unavailable.ts';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { resultSchema } from './shared/result-schema.ts';
import { resultsOf } from './shared/results-of.ts';
import { usage } from './shared/usage.ts';

const { model, query, documents, rank_fields, max_tokens_per_doc, return_details } =
  documentsFields;

/** DashScope's own rerank API, which its client speaks (source: help.aliyun.com/zh/model-studio/text-rerank-api). */
export const dashscopeNative: Dialect = defineDialect({
  name: 'dashscope-native',
  paths: ['/api/v1/services/rerank/text-rerank/text-rerank'],
  requestSchema: z.object({
    model,
    input: z.object({ query, documents }),
    parameters: z
      .object({
        ...counts,
        ...unavailable,
        rank_fields,
        max_tokens_per_doc,
        return_documents: fields.flag,
        return_details,
      })
      .nullish(),
  }),
  responseSchema: z.object({
    output: z.object({ results: z.array(resultSchema) }),
    usage: usage.schema,
    request_id: z.string(),
  }),
  errorSchema: dashscope.errorSchema,
  questionOf: ({ input, parameters }, limits) =>
    questionOfDocuments({ ...parameters, ...input }, limits),
  bodyOf: (answer, { parameters }) => ({
    output: {
      results: resultsOf(answer, { withDocuments: parameters?.return_documents ?? false }),
    },
    usage: usage.of(answer),
    request_id: answer.requestId,
  }),
  errorBodyOf: dashscope.errorBodyOf,
});
