import { requireScorer } from '../arguments/require-scorer.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { asError } from '../errors/as-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { bestOf } from '../score/best-of.ts';
import { expectedScore } from '../score/expected-score.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { relevanceScore } from '../score/relevance-score.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { withTimeLimit } from '../time/with-time-limit.ts';
import type { Candidate } from './candidate.ts';
import type { RankedResult, Ranking, RankingOutcome } from './ranking.ts';
import type { RerankRequest } from './rerank-request.ts';
import { scoreInBatches } from './score-in-batches.ts';
import { validateRerankRequest } from './validate-rerank-request.ts';

/** A rerank request together with the scorer that answers it: the argument of {@link rerank}. */
export interface RerankOptions<TDocument> extends RerankRequest<TDocument> {
  readonly scorer: Scorer;
  /**
   * Passages a scoring call: a larger value makes fewer calls, and a failure or a deadline costs more of the rank window.
   * @default 16
   */
  readonly passagesPerCall?: number | undefined;
}

/**
 * Orders candidates by how related they are to the query, best first.
 *
 * Of several passages of a candidate the best counts. A passage that occurs twice is scored once, and equal scores keep the
 * retriever's order. When the model fails, or the deadline passes, nothing is lost: scored candidates lead, the others follow
 * in the retriever's order, and `outcome` and `error` say so. Candidates without a passage, and those behind the rank window,
 * follow likewise.
 *
 * {@link createReranker} does the same with a cache, batches and retries around the scorer.
 *
 * @throws InvalidRequestError before any scoring, naming the argument at fault; the signal's reason when aborted.
 *
 * @example
 * ```ts
 * import { createVllmScorer, rerank } from '@lb-rerank/core';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const articles = ['Apples are red.', 'The scientific name of the apple is Malus domestica.'];
 * const { results, outcome } = await rerank({
 *   scorer,
 *   query: 'What is the scientific name of apples?',
 *   candidates: articles.map((article) => ({ document: article, passage: article })),
 *   topN: 1,
 * });
 * console.log(outcome); // reranked
 * console.log(results[0]?.document); // The scientific name of the apple is Malus domestica.
 * ```
 */
export async function rerank<TDocument>(
  options: RerankOptions<TDocument>,
): Promise<Ranking<TDocument>> {
  validateRerankRequest(options, ['scorer', 'passagesPerCall']);
  requireScorer('scorer', options.scorer);
  const { scorer, query, candidates, topN, minScore, deadlineMs, signal } = options;
  const { passagesPerCall = 16 } = options;
  requirePositiveInteger('passagesPerCall', passagesPerCall);
  signal?.throwIfAborted();

  const startedAt = performance.now();
  const rankWindow = candidates.slice(0, options.rankWindowSize);
  const passages = [...new Set(rankWindow.flatMap(passagesOf))];
  const saved = { cached: 0, coalesced: 0 };
  let done = 0;
  const { scores, error, isLate } = await withTimeLimit(deadlineMs, signal, async (limit) => {
    const scored = await scoreInBatches(
      scorer,
      {
        query,
        passages,
        maxPassageTokens: options.maxPassageTokens,
        longPassages: options.longPassages,
        cacheScope: options.cacheScope,
        signal: limit.signal,
        onSaved: (kind, pairs) => {
          saved[kind] += pairs;
        },
      },
      passagesPerCall,
      (pairs) => {
        done += pairs;
        options.onProgress?.({ scored: done, total: passages.length });
      },
    );
    return { ...scored, isLate: limit.isOver && scored.error === limit.signal?.reason };
  });
  signal?.throwIfAborted();

  const results = candidates.map((candidate, index) => ({
    index,
    document: candidate.document,
    ...scoresOf(candidate, index < rankWindow.length ? answersOf(candidate, scores) : []),
    retrieverRank: index + 1,
    retrieverScore: candidate.retrieverScore,
  }));
  const kept = results.filter(({ score }) => score === null || score >= (minScore ?? 1));
  const scored = results.filter(({ score }) => score !== null).length;
  const withoutPassage = rankWindow.filter(
    (candidate) => passagesOf(candidate).length === 0,
  ).length;
  const unscored = rankWindow.length - scored - withoutPassage;
  return {
    results: kept.toSorted(byScoreDescending).slice(0, topN),
    outcome: outcomeOf({ scored, unscored, withoutPassage }),
    ...(unscored > 0 && {
      error:
        deadlineMs !== undefined && isLate
          ? new BackendTimeoutError({
              url: scorer.modelId,
              timeoutMs: deadlineMs,
              option: 'deadlineMs',
              cause: error,
            })
          : asError(ofCandidate(error, passages, rankWindow)),
    }),
    modelId: scorer.modelId,
    counts: {
      candidates: candidates.length,
      rankWindowSize: rankWindow.length,
      scored,
      unscored,
      withoutPassage,
      ...saved,
      belowMinScore: results.length - kept.length,
    },
    timings: { totalMs: performance.now() - startedAt },
  };
}

/** Lists the answers to all passages of a candidate, or none as long as one is missing: it might be the best. */
function answersOf(
  candidate: Candidate<unknown>,
  scores: ReadonlyMap<string, LevelProbabilities>,
): readonly LevelProbabilities[] {
  const answers = passagesOf(candidate).map((passage) => scores.get(passage));
  return answers.every((answer) => answer !== undefined) ? answers : [];
}

function scoresOf(
  candidate: Candidate<unknown>,
  answers: readonly LevelProbabilities[],
): Pick<RankedResult<unknown>, 'score' | 'relevanceScore' | 'probabilities' | 'passage'> {
  if (answers.length === 0) {
    return { score: null, relevanceScore: null, probabilities: null, passage: null };
  }
  const probabilities = bestOf(answers);
  const score = expectedScore(probabilities);
  const passage = passagesOf(candidate)[answers.indexOf(probabilities)] ?? null;
  return { score, relevanceScore: relevanceScore(score), probabilities, passage };
}

/** Gives an error that names a passage the position of the first candidate that has it. */
function ofCandidate(
  error: unknown,
  passages: readonly string[],
  candidates: readonly Candidate<unknown>[],
): unknown {
  if (!(error instanceof ContextLengthError) || error.index === undefined) return error;
  const passage = passages[error.index]!;
  return error.at(candidates.findIndex((candidate) => passagesOf(candidate).includes(passage)));
}

/** Compares scores. Sorting is stable, so equal ones, and results without one, keep the retriever's order. */
function byScoreDescending(a: { score: number | null }, b: { score: number | null }): number {
  return (b.score ?? 0) - (a.score ?? 0);
}

function outcomeOf({
  scored,
  unscored,
  withoutPassage,
}: Pick<Ranking<unknown>['counts'], 'scored' | 'unscored' | 'withoutPassage'>): RankingOutcome {
  if (unscored === 0) return scored === 0 && withoutPassage > 0 ? 'unscored' : 'reranked';
  return scored === 0 ? 'fallback' : 'partial';
}

/** Lists the texts of a candidate that the model reads: one, several or none; a blank one says nothing and is none. */
function passagesOf({ passage }: Candidate<unknown>): readonly string[] {
  const passages = typeof passage === 'string' ? [passage] : (passage ?? []);
  return passages.every(hasText) ? passages : passages.filter(hasText);
}

function hasText(passage: string): boolean {
  return /\S/.test(passage);
}
