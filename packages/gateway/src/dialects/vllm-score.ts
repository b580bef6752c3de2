import { InvalidRequestError } from '@lb-rerank/core';
import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields, integer } from './shared/fields.ts';
import { openaiError } from './shared/openai-error.ts';
import type { Question } from './shared/question.ts';
import { resultShape } from './shared/result-shape.ts';
import { vllmTokenLimit } from './shared/vllm-token-limit.ts';
import { wireScore } from './shared/wire-score.ts';
import { usage } from './shared/usage.ts';
import { documentTexts } from './shared/document-texts.ts';

const texts = z.union([fields.query, z.array(fields.query)]).nullish();
const documents = z
  .union([fields.documents, z.looseObject({}).transform((document) => [document])])
  .nullish();

/** vLLM's score API (source: docs.vllm.ai): one text against many, or many against as many, in their own order. */
export const vllmScore: Dialect = defineDialect({
  name: 'vllm-score',
  paths: ['/score', '/v1/score'],
  requestSchema: z.object({
    model: fields.model,
    text_1: texts,
    text_2: documents,
    queries: texts,
    documents,
    items: documents,
    data_1: texts,
    data_2: documents,
    truncate_prompt_tokens: integer(-1),
    return_details: fields.returnDetails,
  }),
  responseSchema: z.object({
    id: z.string(),
    object: z.literal('list'),
    created: z.int(),
    model: z.string(),
    data: z.array(
      z.object({
        index: resultShape.index,
        object: z.literal('score'),
        score: z.number().min(0).max(1),
        lb_rerank: resultShape.lb_rerank,
      }),
    ),
    usage: usage.schema,
  }),
  errorSchema: openaiError.schema,
  questionOf: (body) => ({
    searches: searchesOf(
      listOf('text_1', body.text_1 ?? body.queries ?? body.data_1),
      documentTexts(listOf('text_2', body.text_2 ?? body.documents ?? body.items ?? body.data_2)),
    ),
    maxPassageTokens: vllmTokenLimit(body.truncate_prompt_tokens),
    withDetails: body.return_details ?? false,
  }),
  bodyOf: (answer) => ({
    id: answer.requestId,
    object: 'list',
    created: Math.floor(Date.now() / 1000),
    model: answer.modelId,
    data: answer.rankings
      .flatMap(({ results }) => results.toSorted((a, b) => a.index - b.index))
      .map((result, index) => ({
        index,
        object: 'score',
        score: wireScore(result.relevanceScore ?? 0),
        ...detailsOf(result, answer),
      })),
    usage: usage.of(answer),
  }),
  errorBodyOf: openaiError.bodyOf,
});

function searchesOf(queries: readonly string[], passages: readonly string[]): Question['searches'] {
  const [query, ...others] = queries;
  if (query !== undefined && others.length === 0) return [{ query, documents: passages }];
  if (queries.length !== passages.length) {
    throw new InvalidRequestError('text_1', 'must be one text or as many as text_2');
  }
  return queries.map((text, index) => ({ query: text, documents: [passages[index]!] }));
}

function listOf<T>(argument: string, value: T | readonly T[] | null | undefined): readonly T[] {
  if (value === null || value === undefined) throw new InvalidRequestError(argument, 'is missing');
  return [value].flat() as readonly T[];
}
