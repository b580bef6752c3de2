import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import type { Dialect } from './shared/dialect.ts';
import { openaiError } from './shared/openai-error.ts';
import { documentsFields, questionOfDocuments } from './shared/question-of-documents.ts';
import { resultShape } from './shared/result-shape.ts';
import { resultsOf } from './shared/results-of.ts';
import { usage } from './shared/usage.ts';

/**
 * The rerank API of llama.cpp's server (source: tools/server/README.md of llama.cpp), on the paths that are its own: its
 * `/rerank` and `/v1/rerank` are answered as vLLM and Jina, whose results have the same fields.
 */
export const llamaCpp: Dialect = defineDialect({
  name: 'llama-cpp',
  paths: ['/reranking', '/v1/reranking'],
  requestSchema: z.object(documentsFields),
  responseSchema: z.object({
    model: z.string(),
    object: z.literal('list'),
    usage: usage.schema,
    results: z.array(z.object(resultShape)),
  }),
  errorSchema: openaiError.schema,
  questionOf: questionOfDocuments,
  bodyOf: (answer) => ({
    model: answer.modelId,
    object: 'list',
    usage: usage.of(answer),
    results: resultsOf(answer, { withDocuments: false }),
  }),
  errorBodyOf: openaiError.bodyOf,
});
