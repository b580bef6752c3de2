import { setFlagsFromString } from 'node:v8';
import { createReranker } from '@lb-rerank/core';
import { nounOf } from '@lb-rerank/core/backend';
import type { CommandContext } from '../terminal/command-context.ts';
import { modelInWords, type ModelOrigin, modelOriginOf } from '../origin/model-origin.ts';
import { refuseInputs } from '../files/refuse-inputs.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { rerankerLimitsOf } from '../settings/reranker-limits-of.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { waitingForFiles } from '../files/waiting-for-files.ts';
import { blankInWords } from './blank-passages.ts';
import { type JobFiles, type JobItems, openJobItems } from './open-job-items.ts';
import { type Output, OutputFile } from './output/output-file.ts';
import { outputPathOf } from './output/output-path-of.ts';
import { outputStream } from './output/output-stream.ts';
import { skipDone } from './skip-done.ts';
import { resumptionOf } from './resumption.ts';
import { type BulkTotals, runBulkJob } from './run-bulk-job.ts';

/** The options of `lb-rerank rerank`, beside the settings. */
export interface RerankFileOptions extends JobFiles {
  readonly inFlight: number;
}

/** Scores a file's pairs into another, from where an earlier run of the same job was stopped. */
export async function rerankFile(
  options: RerankFileOptions,
  settings: Settings,
  context: CommandContext,
): Promise<void> {
  const { longPassages } = rerankerLimitsOf(settings);
  await using job = await openJobItems(options, context);
  await using target = await openTarget(job, options.output, context);
  await using backend = await openBackend(settings, context);
  // Every pair comes once, so that remembering them would cost memory and save nothing.
  const reranker = createReranker({
    scorer: backend.scorers,
    cache: false,
    deadlineMs: Infinity,
    longPassages,
  });
  keepHeapSmall();
  const { items, output } = target;
  const bulk = { input: job.input, items, reranker, output, pairsInFlight: options.inFlight };
  const totals = await runBulkJob(bulk, context);
  await job.commitRefused();
  const model = totals.pairs > 0 ? await modelOriginOf(backend, context.signal) : undefined;
  context.stderr.write(`${summaryOf(totals, model)}\n`);
}

/** The output, and the items that it does not hold yet. */
interface Target extends AsyncDisposable {
  readonly output: Output;
  readonly items: JobItems['items'];
}

async function openTarget(
  { kind, files, items }: JobItems,
  path: string | undefined,
  context: CommandContext,
): Promise<Target> {
  if (path === undefined) {
    const { fd } = context.stdout as { readonly fd?: number };
    // With `>>` it would read for ever what it writes.
    if (fd !== undefined) await refuseInputs(`/dev/fd/${fd}`, files, 'standard output');
    const output = outputStream(context);
    return { output, items, [Symbol.asyncDispose]: async () => {} };
  }
  const outputPath = await outputPathOf(path, files, context);
  const output = await OutputFile.open(outputPath, waitingForFiles(context));
  try {
    const done = await resumptionOf(output, kind);
    if (done.items > 0) {
      const noun =
        kind === 'run'
          ? nounOf(done.items, 'query, which is', 'queries, which are')
          : nounOf(done.items, 'line, which is', 'lines, which are');
      const kept =
        'by the model, fields and chunks of the earlier run, which the file does not tell';
      context.stderr.write(`${path} holds ${done.items} ${noun} done, ${kept}.\n`);
    }
    const left = skipDone({ items }, done, output, path);
    return { output, items: left, [Symbol.asyncDispose]: () => output[Symbol.asyncDispose]() };
  } catch (error) {
    await output[Symbol.asyncDispose]();
    throw error;
  }
}

/** @param model the one that scored; undefined where nothing was to be scored */
function summaryOf(
  { pairs, blank, refused, seconds }: BulkTotals,
  model: ModelOrigin | undefined,
): string {
  const read = pairs - blank;
  const rate = read === 0 ? '' : `, ${Math.round(read / Math.max(seconds, 0.001))} pairs/s`;
  const by = model === undefined ? '' : `, by ${modelInWords(model)}`;
  const unscored =
    refused === 0
      ? ''
      : `; the model refused ${refused} ${nounOf(refused, 'line, which says', 'lines, which say')} so`;
  const unread = blankInWords(blank, 'without a score');
  return `${pairs} ${nounOf(pairs, 'pair')} in ${seconds.toFixed(1)} s${rate}${by}${unread}${unscored}`;
}

/**
 * Lets V8 collect garbage early instead of growing, for the rest of the process.
 *
 * A job of millions of pairs makes garbage at a steady rate and keeps next to nothing, which V8's defaults, made for
 * programs that keep what they make, answer by taking ever more memory: twice as much, measured (`pnpm bench bulk`). Both
 * flags are read anew at each collection, so that they may be set while the process runs.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}
