import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { counts, topNOf } from './request/counts.ts';
import { documentTexts } from './request/document-texts.ts';
import { fields } from './request/fields.ts';
import { unavailable } from './request/unavailable.ts';
import { resultShape } from './shared/result-shape.ts';
import { wireScore } from './shared/wire-score.ts';
import { isSaid } from './request/is-said.ts';

/**
 * Voyage's rerank API (source: docs.voyageai.com/reference/reranker-api); a document without a score has 0, since its
 * clients take nothing else than a number.
 */
export const voyage: Dialect = defineDialect({
  name: 'voyage',
  paths: ['/v1/rerank'],
  claims: ({ model, top_k: topK, truncation }) =>
    isSaid(topK) ||
    isSaid(truncation) ||
    (typeof model === 'string' && /^rerank-(lite-)?\d/.test(model)),
  requestSchema: z.object({
    model: fields.model,
    query: fields.query,
    documents: fields.documents,
    rank_fields: fields.rankFields,
    ...counts,
    ...unavailable,
    return_documents: fields.flag,
    truncation: fields.flag,
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        index: resultShape.index,
        relevance_score: resultShape.relevance_score,
        document: z.string().optional(),
        lb_rerank: resultShape.lb_rerank,
      }),
    ),
    model: z.string(),
    usage: z.object({ total_tokens: z.int() }),
  }),
  errorSchema: z.object({ detail: z.string() }),
  questionOf: (body, limits) => ({
    searches: [
      {
        query: body.query,
        documents: documentTexts(body.documents, { rankFields: body.rank_fields, limits }),
      },
    ],
    topN: topNOf(body),
    longPassages: body.truncation === false ? 'refuse' : undefined,
    withDetails: body.return_details ?? false,
  }),
  bodyOf: (answer, body) => ({
    object: 'list',
    data: answer.rankings[0]!.results.map((result) => ({
      index: result.index,
      relevance_score: wireScore(result.relevanceScore ?? 0),
      ...(body.return_documents && { document: result.document }),
      ...detailsOf(result, answer),
    })),
    model: answer.modelId,
    usage: { total_tokens: answer.estimatedTokens },
  }),
  errorBodyOf: ({ message }) => ({ detail: message }),
});
