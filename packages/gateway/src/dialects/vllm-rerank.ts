import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields, integer } from './request/fields.ts';
import { openaiError } from './shared/openai-error.ts';
import { documentsFields, questionOfDocuments } from './request/question-of-documents.ts';
import { resultSchema } from './shared/result-schema.ts';
import { resultsOf } from './shared/results-of.ts';
import { tokenLimit } from './request/token-limit.ts';
import { isSaid } from './request/is-said.ts';
import { usage } from './shared/usage.ts';

/**
 * vLLM's rerank API (source: docs.vllm.ai), which Milvus calls without a model. `truncate_prompt_tokens` counts for the
 * document alone: the prompt around it stays whole.
 */
export const vllmRerank: Dialect = defineDialect({
  name: 'vllm',
  paths: ['/v1/rerank', '/v2/rerank', '/rerank'],
  claims: ({ truncate_prompt_tokens: tokens, request_id: requestId, user }) =>
    isSaid(tokens) || isSaid(requestId) || isSaid(user),
  requestSchema: z.object({
    ...documentsFields,
    top_n: integer(0).openapi({ description: '0 for all.' }),
    truncate_prompt_tokens: integer(-1),
    return_documents: fields.flag,
  }),
  responseSchema: z.object({
    id: z.string(),
    model: z.string(),
    usage: usage.schema,
    results: z.array(resultSchema),
  }),
  errorSchema: openaiError.schema,
  questionOf: (body, limits) => ({
    ...questionOfDocuments(body, limits),
    maxPassageTokens:
      tokenLimit(body.max_tokens_per_doc) ?? tokenLimit(body.truncate_prompt_tokens),
  }),
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    model: answer.modelId,
    usage: usage.of(answer),
    results: resultsOf(answer, { withDocuments: body.return_documents ?? true }),
  }),
  errorBodyOf: openaiError.bodyOf,
});
