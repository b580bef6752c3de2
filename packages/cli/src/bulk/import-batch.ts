import { resolve } from 'node:path';
import { expectedScore, relevanceScore } from '@lb-rerank/core';
import { nounOf } from '@lb-rerank/core/backend';
import type { CommandContext } from '../terminal/command-context.ts';
import { waitingForFiles } from '../files/waiting-for-files.ts';
import type { BatchResult } from './batch/batch-result-of.ts';
import { BatchResults } from './batch/batch-results.ts';
import { countBlank, hasText } from './blank-passages.ts';
import type { BulkItem, BulkOutcome } from './lines/bulk-item.ts';
import { type JobFiles, openJobItems } from './open-job-items.ts';
import { OutputFile } from './output/output-file.ts';
import { outputPathOf } from './output/output-path-of.ts';

/** The results of a batch, and the file for the scores. */
export interface ImportOptions extends JobFiles {
  readonly results: readonly string[];
  readonly output: string;
}

/** The totals of an import. */
export interface ImportTotals {
  readonly pairs: number;
  /** Pairs whose passage is blank, and was not sent. */
  readonly blank: number;
  /** Items with a pair that the batch has no score for. */
  readonly refused: number;
}

/** Writes what `lb-rerank rerank` would have written, from the results of a batch. */
export async function importBatch(
  options: ImportOptions,
  context: CommandContext,
): Promise<ImportTotals> {
  await using job = await openJobItems(options, context);
  const paths = options.results.map((path) => resolve(context.folder, path));
  const path = await outputPathOf(options.output, job.files, context);
  await using output = await OutputFile.replace(path, waitingForFiles(context));
  const tell = (line: string) => void context.stderr.write(`${line}\n`);
  const results = new BatchResults(paths, tell);
  let pairs = 0;
  let blank = 0;
  let refused = 0;
  for await (const item of job.items) {
    context.signal.throwIfAborted();
    const outcome = outcomeOf(item, await answersTo(item, pairs, results));
    pairs += item.passages.length;
    blank += countBlank(item.passages);
    if (outcome.refusal !== undefined) refused += 1;
    await output.write(item.render(outcome));
  }
  results.requireAny();
  const named = options.results.join(', ');
  const unasked = await results.countUnasked();
  if (unasked > 0)
    tell(
      `${named}: ${unasked} ${nounOf(unasked, 'result is', 'results are')} of no pair of ${options.input}`,
    );
  if (results.hasBareNumbers) {
    tell(`${named}: from an earlier export, so nothing tells if it was of this ${options.input}`);
  }
  await output.commit();
  await job.commitRefused();
  return { pairs, blank, refused };
}

/** The result of a passage, or why there is none; null for a blank one, which was not sent. */
type Answer = BatchResult | { readonly refusal: string } | null;

/** Finds the results of an item's passages. */
async function answersTo(
  { query, passages }: BulkItem,
  pairsBefore: number,
  results: BatchResults,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [index, passage] of passages.entries()) {
    const number = pairsBefore + index + 1;
    const result = hasText(passage) ? await results.of(number, { query, passage }) : null;
    answers.push(result === undefined ? { refusal: 'the batch has no result for it' } : result);
  }
  return answers;
}

function outcomeOf({ passages }: BulkItem, answers: readonly Answer[]): BulkOutcome {
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
