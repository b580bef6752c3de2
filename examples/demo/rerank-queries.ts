import type { Ranking, Reranker } from '@lb-rerank/core';
import type { CorpusDocument } from '@lb-rerank/evaluation';
import type { FirstStage } from './first-stage.ts';

/** The queries, the two stages that answer them, and their limits. */
export interface RerankQueriesOptions {
  readonly firstStage: FirstStage;
  readonly reranker: Reranker;
  /** Query id -> text. */
  readonly queries: ReadonlyMap<string, string>;
  /** Hits of the first stage that are reranked; more find more of the answers and take longer. */
  readonly rankWindowSize: number;
  /** After so many milliseconds no further query is begun; the first one always is. */
  readonly timeBudgetMs: number;
  readonly onProgress: (done: { queries: number; pairs: number }) => void;
}

/**
 * Sends queries all the way, one after the other, as long as there is time: query id -> ranking.
 *
 * @throws what kept the model from scoring: an order that it had no part in would show nothing here.
 */
export async function rerankQueries({
  firstStage,
  reranker,
  queries,
  rankWindowSize,
  timeBudgetMs,
  onProgress,
}: RerankQueriesOptions): Promise<Map<string, Ranking<CorpusDocument>>> {
  const rankings = new Map<string, Ranking<CorpusDocument>>();
  const endsAt = performance.now() + timeBudgetMs;
  let pairs = 0;
  for (const [id, query] of queries) {
    if (rankings.size > 0 && performance.now() > endsAt) break;
    const candidates = firstStage.search(query, rankWindowSize);
    // One query at a time, so that the pairs per second are those of one search and no queue.
    const ranking = await reranker.rerank({ query, candidates });
    if (ranking.outcome === 'fallback') throw ranking.error!;
    rankings.set(id, ranking);
    pairs += ranking.counts.scored;
    onProgress({ queries: rankings.size, pairs });
  }
  return rankings;
}
