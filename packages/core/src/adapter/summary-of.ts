import type { Ranking } from '../rerank/ranking.ts';
import { type UnscoredRankWindow, unscoredChannel } from '../telemetry/channels.ts';
import { type RerankSummary, rerankSummaryOf } from '../wire/rerank-summary.ts';

/** The most reasons that are remembered as logged; there are as many as an application has passages. */
const MOST_REASONS = 1000;
const logged = new Set<string>();

/**
 * Sums up the ranking of an engine's hits. Where no hit has a passage, the summary says what was looked for, and so do the
 * telemetry and, once a process for each passage, a warning of Node.js with the code `LB_RERANK_UNSCORED`.
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
  if (summary.outcome !== 'unscored') return summary;
  const reason = `no hit of this window has ${passage}`;
  if (unscoredChannel.hasSubscribers) {
    unscoredChannel.publish({ reason } satisfies UnscoredRankWindow);
  }
  if (!logged.has(reason) && logged.size < MOST_REASONS) {
    logged.add(reason);
    process.emitWarning(`Nothing was reranked: ${reason}`, {
      type: 'LbRerankWarning',
      code: 'LB_RERANK_UNSCORED',
    });
  }
  return { ...summary, reason };
}
