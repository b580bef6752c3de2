import { z } from '@hono/zod-openapi';
import type { ProblemCode } from '../errors/problem.ts';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { resultShape } from './shared/result-shape.ts';
import { wireScore } from './shared/wire-score.ts';
import { isSaid } from './shared/is-said.ts';

/**
 * Text Embeddings Inference (source: huggingface.github.io/text-embeddings-inference), which Elasticsearch's `hugging_face`
 * service speaks. A `top_n` is no field of it, but LiteLLM sends one and leaves the cutting to the server.
 */
export const tei: Dialect = defineDialect({
  name: 'tei',
  paths: ['/rerank', '/v1/rerank', '/v2/rerank', '/reranking', '/v1/reranking'],
  claims: ({ texts, documents }) => isSaid(texts) && !isSaid(documents),
  requestSchema: z.object({
    query: fields.query,
    texts: fields.texts,
    truncate: fields.flag,
    truncation_direction: z
      .string()
      .nullish()
      .refine((direction) => direction?.toLowerCase() !== 'left', {
        message: 'must be "Right": a text is read from its beginning',
      }),
    top_n: fields.count,
    raw_scores: fields.flag.openapi({ description: 'Gives scores in [1, 7].' }),
    return_text: fields.flag,
    return_details: fields.returnDetails,
  }),
  responseSchema: z.array(
    z.object({
      index: resultShape.index,
      score: z.number(),
      text: z.string().optional(),
      lb_rerank: resultShape.lb_rerank,
    }),
  ),
  errorSchema: z.object({ error: z.string(), error_type: z.string() }),
  questionOf: (body) => ({
    searches: [{ query: body.query, documents: body.texts }],
    topN: body.top_n ?? undefined,
    // TEI itself refuses what is too long unless asked to truncate; clients that say nothing get an answer here.
    longPassages: body.truncate === false ? 'refuse' : undefined,
    withDetails: body.return_details ?? false,
  }),
  bodyOf: (answer, body) =>
    answer.rankings[0]!.results.map((result) => ({
      index: result.index,
      score: wireScore((body.raw_scores ? result.score : result.relevanceScore) ?? 0),
      ...(body.return_text && { text: result.document }),
      ...detailsOf(result, answer),
    })),
  errorBodyOf: ({ message, code, status }) => ({
    error: message,
    error_type: ERROR_TYPES[code] ?? (status < 500 ? 'Validation' : 'Backend'),
  }),
});

const ERROR_TYPES: { readonly [code in ProblemCode]?: string } = {
  overloaded: 'Overloaded',
  quota_exceeded: 'Overloaded',
  stopping: 'Unhealthy',
  backend_connection: 'Unhealthy',
};
