import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields } from './shared/fields.ts';
import { resultShape } from './shared/result-shape.ts';
import { usage } from './shared/usage.ts';
import { wireScore } from './shared/wire-score.ts';

const text = z.object({ text: fields.query });
/** Keeps the logarithm finite where the model is sure. */
const LEAST = 1e-6;

/**
 * NVIDIA NIM's ranking API (source: docs.nvidia.com/nim/nemo-retriever/text-reranking), whose clients expect a logit: here that of
 * the relevance score, by which they sort, and which a sigmoid takes back to it.
 */
export const nvidia: Dialect = defineDialect({
  name: 'nvidia',
  paths: ['/v1/ranking', '/ranking'],
  requestSchema: z.object({
    model: fields.model,
    query: text,
    passages: z.array(z.object({ text: z.string() })),
    truncate: z.enum(['NONE', 'END']).nullish(),
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    rankings: z.array(
      z.object({
        index: resultShape.index,
        logit: z.number(),
        lb_rerank: resultShape.lb_rerank,
      }),
    ),
    usage: usage.schema,
  }),
  errorSchema: z.object({ error: z.string(), detail: z.string() }),
  questionOf: (body) => ({
    searches: [{ query: body.query.text, documents: body.passages.map((passage) => passage.text) }],
    longPassages: body.truncate === 'NONE' ? 'refuse' : undefined,
    withDetails: body.return_details ?? false,
  }),
  bodyOf: (answer) => ({
    rankings: answer.rankings[0]!.results.map((result) => ({
      index: result.index,
      logit: wireScore(logitOf(result.relevanceScore ?? 0)),
      ...detailsOf(result, answer),
    })),
    usage: usage.of(answer),
  }),
  errorBodyOf: ({ message }) => ({ error: message, detail: message }),
});

function logitOf(relevanceScore: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, relevanceScore));
  return Math.log(p / (1 - p));
}
