import { nounOf } from '@lb-rerank/core/backend';
import type { DataSetResult } from './data-set-result.ts';
import type { ExperimentOptions } from './experiment-options.ts';

/** The counts of an experiment's queries. */
export type QueryCounts = Pick<
  DataSetResult,
  'queries' | 'queriesWithoutHits' | 'queriesWithoutHitsAre' | 'measuredQueries'
>;

/** Tells how many judged queries have no hit, if any, and what becomes of them in the means. */
export function noticeQueriesWithoutHits(
  { queries, queriesWithoutHits, queriesWithoutHitsAre, measuredQueries }: QueryCounts,
  { dataSet, firstStage, onNotice }: Pick<ExperimentOptions, 'dataSet' | 'firstStage' | 'onNotice'>,
): void {
  if (queriesWithoutHits === 0) return;
  const become =
    queriesWithoutHitsAre === 'counted'
      ? "count as 0 in the means, as with trec_eval's -c"
      : `are left out, as by trec_eval without -c: the means are over ${measuredQueries} ${nounOf(measuredQueries, 'query', 'queries')}`;
  const judged = nounOf(queries, 'judged query', 'judged queries');
  const have = nounOf(queriesWithoutHits, 'has', 'have');
  onNotice?.(
    `${dataSet}: ${queriesWithoutHits} of ${queries} ${judged} ${have} no hit in ${firstStage.name}; these ${become}`,
  );
}
