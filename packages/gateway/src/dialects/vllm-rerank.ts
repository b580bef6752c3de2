import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { openaiError } from './shared/openai-error.ts';
import { documentsFields, questionOfDocuments } from './shared/question-of-documents.ts';
import { resultSchema } from './shared/result-schema.ts';
import { resultsOf } from './shared/results-of.ts';
import { vllmTokenLimit } from './shared/vllm-token-limit.ts';

/**
 * vLLM's rerank API (source: docs.vllm.ai), which Milvus calls without a model. `truncate_prompt_tokens` counts for the
 * document alone: the prompt around it stays whole.
 */
export const vllmRerank: Dialect = defineDialect({
  name: 'vllm',
  paths: ['/v1/rerank', '/v2/rerank', '/rerank'],
  claims: (body) => 'truncate_prompt_tokens' in body || 'request_id' in body || 'user' in body,
  requestSchema: z.object({
    ...documentsFields,
    top_n: z.int().min(0).nullish().openapi({ description: '0 for all.' }),
    max_tokens_per_doc: z.int().min(0).nullish(),
    truncate_prompt_tokens: z.int().min(-1).nullish(),
    return_documents: fields.flag,
    rank_fields: fields.rankFields,
  }),
  responseSchema: z.object({
    id: z.string(),
    model: z.string(),
    usage: z.object({ prompt_tokens: z.int(), total_tokens: z.int() }),
    results: z.array(resultSchema),
  }),
  errorSchema: openaiError.schema,
  questionOf: (body) => ({
    ...questionOfDocuments(body),
    topN: body.top_n || undefined,
    maxPassageTokens:
      vllmTokenLimit(body.max_tokens_per_doc) ?? vllmTokenLimit(body.truncate_prompt_tokens),
  }),
  bodyOf: (answer, body) => ({
    id: answer.requestId,
    model: answer.modelId,
    usage: { prompt_tokens: answer.estimatedTokens, total_tokens: answer.estimatedTokens },
    results: resultsOf(answer, { withDocuments: body.return_documents ?? true }),
  }),
  errorBodyOf: openaiError.bodyOf,
});
