import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { openaiError } from './shared/openai-error.ts';
import { documentsFields, questionOfDocuments } from './shared/question-of-documents.ts';
import { resultShape } from './shared/result-shape.ts';
import { wireScore } from './shared/wire-score.ts';
import { isSaid } from './shared/is-said.ts';
import { usage } from './shared/usage.ts';

/** Infinity's rerank API (source: github.com/michaelfeil/infinity), where a document comes back as a bare text. */
export const infinity: Dialect = defineDialect({
  name: 'infinity',
  paths: ['/rerank', '/v1/rerank'],
  claims: ({ raw_scores: rawScores, documents }) => isSaid(rawScores) && isSaid(documents),
  requestSchema: z.object({
    ...documentsFields,
    return_documents: fields.flag,
    raw_scores: fields.flag.openapi({ description: 'Gives scores in [1, 7].' }),
  }),
  responseSchema: z.object({
    object: z.literal('rerank'),
    id: z.string(),
    created: z.int(),
    model: z.string(),
    results: z.array(
      z.object({
        index: resultShape.index,
        relevance_score: z.number(),
        document: z.string().optional(),
        lb_rerank: resultShape.lb_rerank,
      }),
    ),
    usage: usage.schema,
  }),
  errorSchema: openaiError.schema,
  questionOf: questionOfDocuments,
  bodyOf: (answer, body) => ({
    object: 'rerank',
    id: answer.requestId,
    created: Math.floor(Date.now() / 1000),
    model: answer.modelId,
    results: answer.rankings[0]!.results.map((result) => ({
      index: result.index,
      relevance_score: wireScore((body.raw_scores ? result.score : result.relevanceScore) ?? 0),
      ...(body.return_documents && { document: result.document }),
      ...detailsOf(result, answer),
    })),
    usage: usage.of(answer),
  }),
  errorBodyOf: openaiError.bodyOf,
});
