import { nounOf } from '@lb-rerank/core/backend';
import type { DataSetResult } from '../experiment/data-set-result.ts';

/**
 * The least number of queries whose means are shown unmarked: the usual size of a set of TREC topics. With fewer, one query alone can
 * move a mean by more than 0.02, which is the size of many differences between systems.
 */
const ENOUGH_QUERIES = 50;

/** The marks on figures that are means of few queries. */
export interface FewQueries {
  /** The mark beside an interval: `6 queries only`. */
  readonly mark: string;
  /** The advice on such figures. */
  readonly says: string;
}

/** Marks the figures of a collection that are means of few queries; undefined where there are enough. */
export function fewQueries({
  measuredQueries: count,
}: Pick<DataSetResult, 'measuredQueries'>): FewQueries | undefined {
  if (count >= ENOUGH_QUERIES) return undefined;
  const queries = `${count} ${nounOf(count, 'query', 'queries')}`;
  const most = (1 / count).toFixed(2);
  return {
    mark: `${queries} only`,
    says: `Few queries: the means are over ${queries}, so that a single one can move them by up to ${most}, and the 95% intervals come out too narrow. ${ENOUGH_QUERIES} or more tell more`,
  };
}
