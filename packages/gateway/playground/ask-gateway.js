import { AnswerError } from './answer-error.js';
import { requestBodyOf } from './request-body-of.js';

/**
 * @typedef {object} Question
 * @property {string} query
 * @property {string[]} passages
 *
 * @typedef {object} RankedPassage
 * @property {number} index its place before, from 0
 * @property {string} passage
 * @property {number | null} score in [1, 7]; null where it was not scored
 * @property {readonly number[] | null} probabilities p("1") to p("7")
 *
 * @typedef {object} Ranking
 * @property {RankedPassage[]} results best first
 * @property {number} durationMs as this page sees it
 * @property {string} outcome `reranked`, `partial` or `fallback`
 */

/**
 * Has the gateway that served this page rerank passages.
 *
 * @param {Question} question
 * @param {{ key: string, signal: AbortSignal }} options
 * @returns {Promise<Ranking>}
 */
export async function askGateway(question, { key, signal }) {
  const startedAt = performance.now();
  const response = await fetch('v2/rerank', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== '' && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(requestBodyOf(question)),
    signal,
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new AnswerError(
      body.message ?? `the gateway answered ${response.status}`,
      response.status,
    );
  }
  return {
    durationMs: performance.now() - startedAt,
    outcome: response.headers.get('x-rerank-outcome') ?? 'reranked',
    results: body.results.map(
      (
        /** @type {{ index: number, lb_rerank: Pick<RankedPassage, 'score' | 'probabilities'> }} */ result,
      ) => ({
        index: result.index,
        passage: question.passages[result.index],
        score: result.lb_rerank.score,
        probabilities: result.lb_rerank.probabilities,
      }),
    ),
  };
}
