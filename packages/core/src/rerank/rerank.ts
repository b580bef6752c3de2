import { requireScorer } from '../arguments/require-scorer.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { bestChunksOf } from '../chunks/best-chunks.ts';
import { asError } from '../errors/as-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { placeOfScorer } from '../scorer/place-of-scorer.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { withTimeLimit } from '../time/with-time-limit.ts';
import type { Candidate } from './candidate.ts';
import { stopWatch } from './early-stop.ts';
import { passagesOf } from './passages-of.ts';
import type { Ranking, RankingOutcome } from './ranking.ts';
import type { RerankRequest } from './rerank-request.ts';
import { type Reading, readInChunks } from './read-in-chunks.ts';
import { scoreRankWindow } from './score-rank-window.ts';
import { NO_SCORES, scoresOf } from './scores-of.ts';
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
 * follow likewise, as do those that `patience` or `minTopScore` skipped.
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
  const { passagesPerCall = 16, longPassages } = options;
  requirePositiveInteger('passagesPerCall', passagesPerCall);
  signal?.throwIfAborted();

  const startedAt = performance.now();
  const rankWindow = candidates.slice(0, options.rankWindowSize);
  const bestChunks = bestChunksOf(longPassages);
  let reading: Reading = { candidates: rankWindow, rangeOf: () => undefined };
  const saved = { cached: 0, coalesced: 0 };
  const { scores, error, isLate, end } = await withTimeLimit(deadlineMs, signal, async (limit) => {
    if (bestChunks !== undefined) {
      reading = await readInChunks({ query, candidates: rankWindow }, bestChunks, limit.signal);
    }
    const request = {
      query,
      maxPassageTokens: options.maxPassageTokens,
      longPassages: typeof longPassages === 'object' ? ('truncate' as const) : longPassages,
      cacheScope: options.cacheScope,
      signal: limit.signal,
      onSaved: (kind: keyof typeof saved, pairs: number) => {
        saved[kind] += pairs;
      },
    };
    const scored = await scoreRankWindow(reading.candidates, request, {
      scorer,
      passagesPerCall,
      watch: stopWatch({ ...options, stopTopN: options.stopTopN ?? topN }),
      onScored: progressOf(reading.candidates, options.onProgress),
    });
    return { ...scored, isLate: limit.isOver && scored.error === limit.signal?.reason };
  });
  signal?.throwIfAborted();

  const results = candidates.map((candidate, index) => {
    const found = index < end ? scoresOf(reading.candidates[index]!, scores) : NO_SCORES;
    const passageRange = reading.rangeOf(candidate, found.passage);
    return {
      index,
      document: candidate.document,
      ...found,
      ...(passageRange && { passageRange }),
      retrieverRank: index + 1,
      retrieverScore: candidate.retrieverScore,
    };
  });
  const isBelow = ({ score }: { score: number | null }) =>
    score !== null && score < (minScore ?? 1);
  const isSkipped = ({ index }: { index: number }) => index >= end && index < rankWindow.length;
  const kept = results.filter(
    (result) => !isBelow(result) && (minScore === undefined || !isSkipped(result)),
  );
  const scored = results.filter(({ score }) => score !== null).length;
  const read = rankWindow.slice(0, end);
  const withoutPassage = read.filter((candidate) => passagesOf(candidate).length === 0).length;
  const unscored = read.length - scored - withoutPassage;
  return {
    results: kept.toSorted(byScoreDescending).slice(0, topN),
    outcome: outcomeOf({ scored, unscored, withoutPassage }),
    ...(unscored > 0 && {
      error:
        deadlineMs !== undefined && isLate
          ? new BackendTimeoutError({
              url: placeOfScorer(scorer),
              timeoutMs: deadlineMs,
              option: 'deadlineMs',
              cause: error,
            })
          : asError(error),
    }),
    modelId: scorer.modelId,
    counts: {
      candidates: candidates.length,
      rankWindowSize: rankWindow.length,
      scored,
      unscored,
      withoutPassage,
      skipped: rankWindow.length - end,
      ...saved,
      belowMinScore: results.filter(isBelow).length,
    },
    timings: { totalMs: performance.now() - startedAt },
  };
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

/** Makes what tells of progress; nothing where nobody listens, since counting the passages that differ takes time. */
function progressOf(
  candidates: readonly Candidate<unknown>[],
  onProgress: RerankRequest<unknown>['onProgress'],
): ((pairs: number) => void) | undefined {
  if (onProgress === undefined) return undefined;
  const total = new Set(candidates.flatMap(passagesOf)).size;
  let scored = 0;
  return (pairs) => onProgress({ scored: (scored += pairs), total });
}
