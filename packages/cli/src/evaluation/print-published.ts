import { compareWithPublished } from '@lb-rerank/evaluation';
import { publishedReport } from '@lb-rerank/evaluation/report';
import type { CommandContext } from '../terminal/command-context.ts';

const CHART_METRICS = ['ndcg@10', 'map@10', 'recall@10', 'p@10'];

/** Prints the authors' tables of all nine sets. */
export function printPublished(
  metrics: readonly string[] = CHART_METRICS,
  format: 'markdown' | 'json' | 'html',
  { stdout }: CommandContext,
): void {
  if (format === 'json') {
    stdout.write(`${JSON.stringify(compareWithPublished(metrics), null, 2)}\n`);
  } else {
    stdout.write(publishedReport(metrics, format));
  }
}
