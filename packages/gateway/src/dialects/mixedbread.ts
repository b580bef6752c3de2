import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { documentTexts } from './shared/document-texts.ts';
import { fields } from './shared/fields.ts';
import { isSaid } from './shared/is-said.ts';
import { resultShape } from './shared/result-shape.ts';
import { usage } from './shared/usage.ts';
import { wireScore } from './shared/wire-score.ts';

/** Mixedbread's rerank API (source: mixedbread.com/api-reference/endpoints/reranking), which has the documents as `input`. */
export const mixedbread: Dialect = defineDialect({
  name: 'mixedbread',
  paths: ['/v1/reranking', '/reranking'],
  claims: ({ input, documents, texts }) => isSaid(input) && !isSaid(documents) && !isSaid(texts),
  requestSchema: z.object({
    model: fields.model,
    query: fields.query,
    input: fields.documents,
    rank_fields: fields.rankFields,
    top_k: fields.count,
    return_input: fields.flag,
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    usage: usage.schema,
    model: z.string(),
    data: z.array(
      z.object({
        index: resultShape.index,
        score: resultShape.relevance_score,
        input: z.string().optional(),
        object: z.literal('rank_result'),
        lb_rerank: resultShape.lb_rerank,
      }),
    ),
    object: z.literal('list'),
    top_k: z.int(),
    return_input: z.boolean(),
  }),
  errorSchema: z.object({ detail: z.string() }),
  questionOf: (body) => ({
    searches: [{ query: body.query, documents: documentTexts(body.input, body.rank_fields) }],
    topN: body.top_k ?? undefined,
    withDetails: body.return_details ?? false,
  }),
  bodyOf: (answer, body) => ({
    usage: usage.of(answer),
    model: answer.modelId,
    data: answer.rankings[0]!.results.map((result) => ({
      index: result.index,
      score: wireScore(result.relevanceScore ?? 0),
      ...(body.return_input && { input: result.document }),
      object: 'rank_result',
      ...detailsOf(result, answer),
    })),
    object: 'list',
    top_k: body.top_k ?? body.input.length,
    return_input: body.return_input ?? false,
  }),
  errorBodyOf: ({ message }) => ({ detail: message }),
});
