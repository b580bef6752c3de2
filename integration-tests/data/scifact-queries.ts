import { openBeirCollection } from '@lb-rerank/evaluation';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

/** The texts of the first test queries of the bundled SciFact. */
export async function scifactQueries(count: number): Promise<string[]> {
  const { queries } = await openBeirCollection(SCIFACT, 'test');
  return [...queries.values()].slice(0, count);
}
