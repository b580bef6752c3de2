import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { documentTexts } from './request/document-texts.ts';
import { counts, topNOf } from './request/counts.ts';
import { fields } from './request/fields.ts';
import { unavailable } from './request/unavailable.ts';
import { isSaid } from './request/is-said.ts';
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
    ...counts,
    ...unavailable,
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
  questionOf: (body, limits) => ({
    searches: [
      {
        query: body.query,
        documents: documentTexts(body.input, {
          rankFields: body.rank_fields,
          argument: 'input',
          limits,
        }),
      },
    ],
    topN: topNOf(body),
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
    top_k: topNOf(body) ?? body.input.length,
    return_input: body.return_input ?? false,
  }),
  errorBodyOf: ({ message }) => ({ detail: message }),
});
