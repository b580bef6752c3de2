import type { DataSetResult } from '../experiment/data-set-result.ts';
import { PUBLISHED_TABLES } from './published-tables.ts';

/** One system's values on one set, ours or published. */
export interface ComparedRow {
  readonly dataSet: string;
  readonly system: string;
  readonly source: 'measured' | 'published';
  /** Metric -> value; undefined where the tables do not have it. */
  readonly values: Readonly<Record<string, number | undefined>>;
}

/**
 * Puts published figures beside measured ones: those of the measured sets, or of all nine sets if nothing was
 * measured.
 *
 * @param metrics which columns, such as `ndcg@10`.
 *
 * @example
 * ```ts
 * import { compareWithPublished } from '@lb-rerank/evaluation';
 *
 * const rows = compareWithPublished(['ndcg@10']);
 * console.log(new Set(rows.map(({ dataSet }) => dataSet)).size); // 9
 * ```
 */
export function compareWithPublished(
  metrics: readonly string[],
  results: readonly DataSetResult[] = [],
): ComparedRow[] {
  const names =
    results.length === 0
      ? Object.keys(PUBLISHED_TABLES)
      : [...new Set(results.map(({ dataSet }) => dataSet))];
  return names.flatMap((dataSet) => {
    const measured = results
      .filter((result) => result.dataSet === dataSet)
      .flatMap(({ systems }) => systems)
      .map(({ name, mean }) => rowOf(dataSet, name, 'measured', mean, metrics));
    const published = Object.entries(PUBLISHED_TABLES[dataSet]?.systems ?? {}).map(
      ([name, { values }]) => rowOf(dataSet, name, 'published', values, metrics),
    );
    return [...measured, ...published];
  });
}

function rowOf(
  dataSet: string,
  system: string,
  source: ComparedRow['source'],
  values: Readonly<Record<string, number>>,
  metrics: readonly string[],
): ComparedRow {
  const shown = metrics.map((metric) => [metric, values[metric]] as const);
  return { dataSet, system, source, values: Object.fromEntries(shown) };
}
