import { stat } from 'node:fs/promises';
import type { Reranker } from '@lb-rerank/core';
import type { CommandContext } from '../terminal/command-context.ts';
import { startCountingProgress } from '../terminal/start-counting-progress.ts';
import type { BulkItem } from './lines/bulk-item.ts';
import type { Output } from './output/output-file.ts';
import { scoreItems } from './score-items.ts';

/** The items of a bulk job, their scorer and their output. */
export interface BulkJob {
  /** The input's path, whose size says how much there is to do. */
  readonly input: string;
  readonly items: AsyncIterable<BulkItem>;
  readonly reranker: Reranker;
  readonly output: Output;
  readonly pairsInFlight: number;
}

/** The totals of a bulk job. */
export interface BulkTotals {
  readonly pairs: number;
  /** Pairs whose passage is blank, and gets no score. */
  readonly blank: number;
  /** Items that the model refused for good. */
  readonly refused: number;
  readonly seconds: number;
}

/** Scores all items and writes their lines in input order, while progress is shown. */
export async function runBulkJob(
  { input, items, reranker, output, pairsInFlight }: BulkJob,
  context: CommandContext,
): Promise<BulkTotals> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  // Of a packed file nobody knows what it unpacks to.
  const total = input.endsWith('.gz') ? undefined : (await stat(input)).size;
  const format = '{pairs} pairs, {rate} pairs/s';
  const progress = startCountingProgress(context, {
    format,
    total,
    figures: { pairs: 0, rate: '–' },
  });
  let pairs = 0;
  let blank = 0;
  let refused = 0;
  try {
    for await (const portion of scoreItems(items, {
      reranker,
      pairsInFlight,
      signal: context.signal,
    })) {
      await output.write(portion.lines);
      pairs += portion.pairs;
      blank += portion.blank;
      refused += portion.refused;
      const rate = Math.round(pairs / seconds());
      progress.update(portion.items.at(-1)?.bytes ?? 0, { pairs, rate });
    }
  } finally {
    progress.stop();
  }
  return { pairs, blank, refused, seconds: seconds() };
}
