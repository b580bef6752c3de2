import { resolve } from 'node:path';
import { expectedScore, relevanceScore } from '@lb-rerank/core';
import { requireReadableFile } from '@lb-rerank/evaluation';
import type { CommandContext } from '../terminal/command-context.ts';
import { type BatchResult, BatchResults } from './batch-results.ts';
import type { BulkItem, BulkOutcome } from './bulk-item.ts';
import { type JobFiles, openJobItems } from './open-job-items.ts';
import { OutputFile } from './output-file.ts';
import { outputPathOf } from './output-path-of.ts';
import { pairId } from './pair-id.ts';

/** The results of a batch, and the file for the scores. */
export interface ImportOptions extends JobFiles {
  readonly results: string;
  readonly output: string;
}

/** The totals of an import. */
export interface ImportTotals {
  readonly pairs: number;
  /** Items with a pair that the batch has no score for. */
  readonly refused: number;
}

/** Writes what `lb-rerank rerank` would have written, from the results of a batch. */
export async function importBatch(
  options: ImportOptions,
  context: CommandContext,
): Promise<ImportTotals> {
  using job = await openJobItems(options, context);
  const path = resolve(context.folder, options.results);
  await requireReadableFile(`--results ${options.results}`, path);
  await using output = await OutputFile.create(
    outputPathOf(options.output, [...job.files, path], context),
  );
  const results = new BatchResults(path);
  let pairs = 0;
  let refused = 0;
  for await (const item of job.items) {
    context.signal.throwIfAborted();
    const answers: (BatchResult | null)[] = [];
    for (const passage of item.passages) {
      pairs += 1;
      const isSent = passage !== null && passage.trim() !== '';
      answers.push(isSent ? await results.of(pairId(pairs)) : null);
    }
    const outcome = outcomeOf(item, answers);
    if (outcome.refusal !== undefined) refused += 1;
    await output.write(item.render(outcome));
  }
  return { pairs, refused };
}

function outcomeOf({ passages }: BulkItem, answers: readonly (BatchResult | null)[]): BulkOutcome {
  const results = passages.map((_, index) => {
    const answer = answers[index] ?? null;
    const score = answer === null || 'refusal' in answer ? null : expectedScore(answer);
    return {
      document: index,
      score,
      relevanceScore: score === null ? null : relevanceScore(score),
    };
  });
  const refusal = answers.find((answer) => answer !== null && 'refusal' in answer);
  return {
    results: results.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0)),
    refusal: refusal?.refusal,
  };
}
