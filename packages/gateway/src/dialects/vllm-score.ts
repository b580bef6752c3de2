import { InvalidRequestError } from '@lb-rerank/core';
import { z } from '@hono/zod-openapi';
import { defineDialect } from './shared/define-dialect.ts';
import { detailsOf } from './shared/details-of.ts';
import type { Dialect } from './shared/dialect.ts';
import { fields, integer, type WireDocument } from './request/fields.ts';
import { openaiError } from './shared/openai-error.ts';
import type { Question, QuestionLimits } from './request/question.ts';
import { resultShape } from './shared/result-shape.ts';
import { tokenLimit } from './request/token-limit.ts';
import { unavailable } from './request/unavailable.ts';
import { wireScore } from './shared/wire-score.ts';
import { usage } from './shared/usage.ts';
import type { DocumentText } from './request/document-text.ts';
import { documentTexts } from './request/document-texts.ts';

const queries = fields.queries.nullish();
const documents = fields.documents.nullish();

/** vLLM's score API (source: docs.vllm.ai): one text against many, or many against as many, in their own order. */
export const vllmScore: Dialect = defineDialect({
  name: 'vllm-score',
  paths: ['/score', '/v1/score'],
  requestSchema: z.object({
    model: fields.model,
    text_1: queries,
    text_2: documents,
    queries,
    documents,
    items: documents,
    data_1: queries,
    data_2: documents,
    truncate_prompt_tokens: integer(-1),
    max_tokens_per_doc: fields.limit,
    ...unavailable,
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
  questionOf: (body, limits) => ({
    searches: searchesOf(
      firstSaid({ text_1: body.text_1, queries: body.queries, data_1: body.data_1 }).value,
      textsOf(
        firstSaid({
          text_2: body.text_2,
          documents: body.documents,
          items: body.items,
          data_2: body.data_2,
        }),
        limits,
      ),
    ),
    maxPassageTokens:
      tokenLimit(body.max_tokens_per_doc) ?? tokenLimit(body.truncate_prompt_tokens),
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

function searchesOf(
  questions: readonly string[],
  passages: readonly DocumentText[],
): Question['searches'] {
  const [query, ...others] = questions;
  if (query !== undefined && others.length === 0) return [{ query, documents: passages }];
  if (questions.length !== passages.length) {
    throw new InvalidRequestError('text_1', 'must be one text or as many as text_2');
  }
  return questions.map((text, index) => ({ query: text, documents: [passages[index]!] }));
}

/**
 * Finds the field that a request says of those that mean the same.
 *
 * @throws InvalidRequestError naming them where none is said.
 */
function firstSaid<Value>(said: Readonly<Record<string, Value | null | undefined>>): {
  readonly argument: string;
  readonly value: Value;
} {
  for (const [argument, value] of Object.entries(said)) {
    if (value !== null && value !== undefined) return { argument, value };
  }
  throw new InvalidRequestError(Object.keys(said).join(' or '), 'is missing');
}

function textsOf(
  { argument, value }: { readonly argument: string; readonly value: WireDocument[] },
  limits: QuestionLimits,
): DocumentText[] {
  return documentTexts(value, { argument, limits });
}
