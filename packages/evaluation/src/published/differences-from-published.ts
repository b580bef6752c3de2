import { nounOf } from '@lb-rerank/core/backend';
import type { DataSetResult } from '../experiment/data-set-result.ts';
import { PUBLISHED_TABLES } from './published-tables.ts';

/** The number of BM25's hits that the authors reranked. */
const PUBLISHED_DEPTH = 100;

/**
 * Lists the reasons not to compare measured figures with the published ones of the same set; none if they are
 * comparable.
 */
export function differencesFromPublished({
  dataSet,
  queries,
  queriesWithoutHits,
  measuredQueries,
  depth,
  pairs,
  systems,
}: DataSetResult): string[] {
  const published = PUBLISHED_TABLES[dataSet];
  if (published === undefined) return [];
  const formulas = new Set(systems.flatMap(({ formula }) => formula ?? []));
  return [
    ...(queries === published.queries
      ? []
      : [`${queries} ${nounOf(queries, 'query', 'queries')}, not ${published.queries}`]),
    ...(measuredQueries === queries ? [] : [`${queriesWithoutHits} without a hit left out`]),
    ...(depth === PUBLISHED_DEPTH ? [] : [`a depth of ${depth}, not ${PUBLISHED_DEPTH}`]),
    ...(formulas.has('notebook') ? [] : ['not the notebook formula']),
    ...(systems.some(({ isStandIn }) => isStandIn) ? ['a stand-in for the model'] : []),
    ...(systems.some(({ modelKind }) => modelKind === 'other') ? ['another model'] : []),
    ...(queries === published.queries && pairs < published.pairs
      ? [`${pairs} pairs, not ${published.pairs}`]
      : []),
  ];
}
