import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { documentTexts } from './request/document-texts.ts';
import { fields } from './request/fields.ts';
import { unavailable } from './request/unavailable.ts';
import { resultShape } from './shared/result-shape.ts';
import { isSaid } from './request/is-said.ts';
import { wireScore } from './shared/wire-score.ts';

/**
 * The inference container of Weaviate's `reranker-transformers` (source: github.com/weaviate/weaviate), which takes scores by
 * position, so they come in the order of the documents.
 */
export const weaviate: Dialect = defineDialect({
  name: 'weaviate',
  paths: ['/rerank'],
  claims: ({ property }) => isSaid(property),
  requestSchema: z.object({
    query: fields.query,
    documents: fields.documents,
    rank_fields: fields.rankFields,
    property: z.string().nullish(),
    ...unavailable,
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    query: z.string(),
    scores: z.array(
      z.object({
        document: z.string(),
        score: z.number().min(0).max(1),
        lb_rerank: resultShape.lb_rerank,
      }),
    ),
  }),
  errorSchema: z.object({ error: z.string() }),
  questionOf: (body, limits) => ({
    searches: [
      {
        query: body.query,
        documents: documentTexts(body.documents, { rankFields: body.rank_fields, limits }),
      },
    ],
    withDetails: body.return_details ?? false,
  }),
  bodyOf: (answer, body) => ({
    query: body.query,
    scores: answer.rankings[0]!.results.toSorted((a, b) => a.index - b.index).map((result) => ({
      document: result.document,
      score: wireScore(result.relevanceScore ?? 0),
      ...detailsOf(result, answer),
    })),
  }),
  errorBodyOf: ({ message }) => ({ error: message }),
});
