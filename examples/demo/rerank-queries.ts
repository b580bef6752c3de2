import type { Ranking, Reranker } from '@lb-rerank/core';
import type { CorpusDocument } from '@lb-rerank/evaluation';
import type { FirstStage } from './first-stage.ts';

/** What is searched for, where, and who is told how far it is. */
export interface RerankQueriesOptions {
  readonly firstStage: FirstStage;
  readonly reranker: Reranker;
  /** Query id -> text. */
  readonly queries: ReadonlyMap<string, string>;
  /** How many hits of the first stage are reranked. */
  readonly rankWindowSize: number;
  readonly onProgress: (done: { queries: number; pairs: number }) => void;
}

/**
 * Sends queries all the way, one after the other: query id -> ranking.
 *
 * @throws what kept the model from scoring: an order that it had no part in would show nothing here.
 */
export async function rerankQueries({
  firstStage,
  reranker,
  queries,
  rankWindowSize,
  onProgress,
}: RerankQueriesOptions): Promise<Map<string, Ranking<CorpusDocument>>> {
  const rankings = new Map<string, Ranking<CorpusDocument>>();
  let pairs = 0;
  for (const [id, query] of queries) {
    const candidates = firstStage.search(query, rankWindowSize);
    // One query at a time, so that the pairs per second are those of one search and no queue.
    // oxlint-disable-next-line no-await-in-loop
    const ranking = await reranker.rerank({ query, candidates });
    if (ranking.outcome === 'fallback') throw ranking.error!;
    rankings.set(id, ranking);
    pairs += ranking.counts.scored;
    onProgress({ queries: rankings.size, pairs });
  }
  return rankings;
}
