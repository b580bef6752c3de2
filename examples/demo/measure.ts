import type { RankedResult, Ranking } from '@lb-rerank/core';
import { type CorpusDocument, evaluate, type Qrels, type Run } from '@lb-rerank/evaluation';

type Rankings = ReadonlyMap<string, Ranking<CorpusDocument>>;

/** A metric over all queries, in the first stage's order and in the new one. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

/** Metrics of the judged queries, before and after reranking. */
export interface Measured {
  readonly ndcg10: BeforeAndAfter;
  readonly mrr: BeforeAndAfter;
}

/** Holds both orders of every reranked query against the judgements. */
export function measure(rankings: Rankings, allQrels: Qrels): Measured {
  const qrels = new Map([...allQrels].filter(([queryId]) => rankings.has(queryId)));
  const before = meansOf(
    runOf(rankings, (a, b) => a.retrieverRank - b.retrieverRank),
    qrels,
  );
  const after = meansOf(
    runOf(rankings, () => 0),
    qrels,
  );
  return {
    ndcg10: { before: before['ndcg@10'], after: after['ndcg@10'] },
    mrr: { before: before.mrr, after: after.mrr },
  };
}

/** Scores by place and not by score, so that what is measured is the very order that is shown, ties included. */
function runOf(
  rankings: Rankings,
  order: (a: RankedResult<CorpusDocument>, b: RankedResult<CorpusDocument>) => number,
): Run {
  const run = [...rankings].map(([queryId, { results }]) => {
    const inOrder = results.toSorted(order);
    return [queryId, new Map(inOrder.map(({ document }, place) => [document.id, -place]))] as const;
  });
  return new Map(run);
}

function meansOf(run: Run, qrels: Qrels) {
  const metrics = ['ndcg@10', 'mrr'] as const;
  return evaluate({ qrels, run, metrics, queriesWithoutHits: 'counted' }).mean;
}
