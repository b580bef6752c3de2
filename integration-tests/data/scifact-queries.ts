import { join } from 'node:path';
import { openBeirCollection } from '@lb-rerank/evaluation';

const SCIFACT = join(import.meta.dirname, '../../tools/datasets/scifact');

/** The texts of the first test queries of the bundled SciFact. */
export async function scifactQueries(count: number): Promise<string[]> {
  const { queries } = await openBeirCollection(SCIFACT, 'test');
  return [...queries.values()].slice(0, count);
}
