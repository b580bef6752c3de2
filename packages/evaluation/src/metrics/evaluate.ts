import { InvalidRequestError } from '@lb-rerank/core';
import { shownIds } from '../errors/shown-ids.ts';
import type { Qrels } from '../qrels/qrels.ts';
import type { Run } from './run.ts';
import { meanOf } from './mean-of.ts';
import type { Evaluation } from './evaluation.ts';
import { judgedRankingOf } from './judged-ranking-of.ts';
import type { MetricName } from './metric-name.ts';
import { metricOf } from './metric-of.ts';

/** The run to be measured, its judgements, and the way to count its queries. */
export interface EvaluateOptions<Name extends MetricName> {
  readonly qrels: Qrels;
  readonly run: Run;
  readonly metrics: readonly Name[];
  /**
   * The treatment of a judged query without hits: left out of the mean, as in trec_eval, or counted as 0, as with
   * its option `-c`. @default 'left-out'
   */
  readonly queriesWithoutHits?: 'left-out' | 'counted' | undefined;
}

/**
 * Measures a run against judgements, to the digit as trec_eval does (source: trec_eval 9.0). Queries of the run without
 * judgements are left out.
 *
 * @throws InvalidRequestError where a metric is unknown, a score is NaN, or no query is both judged and answered.
 *
 * @example
 * ```ts
 * import { evaluate } from '@lb-rerank/evaluation';
 *
 * const { mean, perQuery } = evaluate({
 *   qrels: new Map([['query-1', new Map([['apple', 1]])]]),
 *   run: new Map([['query-1', new Map([['pear', 9.5], ['apple', 8.1]])]]),
 *   metrics: ['mrr', 'recall@10'],
 * });
 * console.log(mean.mrr, perQuery.get('query-1')?.['recall@10']); // 0.5 1
 * ```
 */
export function evaluate<Name extends MetricName>({
  qrels,
  run,
  metrics,
  queriesWithoutHits = 'left-out',
}: EvaluateOptions<Name>): Evaluation<Name> {
  const measures = metrics.map((name) => ({ name, measure: metricOf(name) }));
  const perQuery = new Map<string, Record<Name, number>>();
  let answered = 0;
  for (const [queryId, judgements] of qrels) {
    const scores = run.get(queryId) ?? new Map<string, number>();
    if (scores.size > 0) answered += 1;
    else if (queriesWithoutHits === 'left-out') continue;
    refuseNaN(queryId, scores);
    const ranking = judgedRankingOf(scores, judgements);
    const values = measures.map(({ name, measure }) => [name, measure(ranking)] as const);
    perQuery.set(queryId, Object.fromEntries(values) as Record<Name, number>);
  }
  if (answered === 0) {
    const ids = `ids look like ${shownIds(run.keys())} there and like ${shownIds(qrels.keys())} in the judgements`;
    const problem = `answers none of the judged queries: is it of another collection? ${ids}`;
    throw new InvalidRequestError('run', problem);
  }
  const rows = [...perQuery.values()];
  const means = metrics.map((name) => [name, meanOf(rows.map((row) => row[name]))] as const);
  return { mean: Object.fromEntries(means) as Record<Name, number>, perQuery };
}

function refuseNaN(queryId: string, scores: ReadonlyMap<string, number>): void {
  for (const [documentId, score] of scores) {
    if (Number.isNaN(score)) {
      throw new InvalidRequestError(
        `run, query ${queryId}, document ${documentId}`,
        'has a score that is NaN',
      );
    }
  }
}
