import type { Ranking } from '../rerank/ranking.ts';
import { type UnscoredRankWindow, unscoredChannel } from '../telemetry/channels.ts';
import { RerankError } from '../errors/rerank-error.ts';
import { errorTypeOf } from '../telemetry/error-type-of.ts';
import { warnOnce } from './warnings/warn-once.ts';
import { type RerankSummary, rerankSummaryOf } from '../wire/rerank-summary.ts';

/**
 * Sums up the ranking of an engine's hits. Where no hit has a passage, the summary says what was looked for, and so do the
 * telemetry and, once a process for each passage, a warning of Node.js with the code `LB_RERANK_UNSCORED`. The first ranking that
 * keeps the engine's order for an error is warned of by `LB_RERANK_FALLBACK`, once a process for each kind of error.
 *
 * @param passage what is read of a hit, in words, such as `the passage field body`
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { summaryOf } from '@lb-rerank/core/adapter';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const ranking = await createReranker({ scorer }).rerank({
 *   query: 'apples',
 *   candidates: [{ document: 1, passage: null }],
 * });
 * console.log(summaryOf(ranking, 'the passage field body').reason); // no hit of this window has the passage field body
 * ```
 */
export function summaryOf(ranking: Ranking<unknown>, passage: string): RerankSummary {
  const summary = rerankSummaryOf(ranking);
  const { outcome, error } = summary;
  if (error !== undefined && outcome === 'fallback') {
    // Only our own errors are known to quote no document.
    const problem =
      error instanceof RerankError
        ? error.message
        : `reading its passages, or a reranker of your own, failed by ${errorTypeOf(error)}`;
    const message = `A search kept the engine's order: ${problem}. Further ones are told by \`rerank.outcome\` and the telemetry.`;
    warnOnce({ code: 'LB_RERANK_FALLBACK', message }, errorTypeOf(error));
  }
  if (summary.outcome !== 'unscored') return summary;
  const reason = `no hit of this window has ${passage}`;
  if (unscoredChannel.hasSubscribers) {
    unscoredChannel.publish({ reason } satisfies UnscoredRankWindow);
  }
  warnOnce({ code: 'LB_RERANK_UNSCORED', message: `Nothing was reranked: ${reason}` });
  return { ...summary, reason };
}
