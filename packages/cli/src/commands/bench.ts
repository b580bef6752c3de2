import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CommandContext } from '../terminal/command-context.ts';
import { sweepLoad } from '../load/sweep-load.ts';
import type { WarmUp } from '../load/warm-up.ts';
import { type LoadCircumstances, writeHeading } from '../load/write-heading.ts';
import { writeLoad } from '../load/write-load.ts';
import { formatOption } from '../options/format-option.ts';
import { positiveInteger, positiveIntegers } from '../options/positive-integer.ts';
import { modelOriginOf } from '../origin/model-origin.ts';
import { reportOriginOf } from '../origin/report-origin-of.ts';
import { openBackend } from '../scorer/open-backend.ts';
import { readSettings } from '../settings/read-settings.ts';
import { SCORER_SETTINGS, withSettings } from '../settings/with-settings.ts';
import { readSearches } from '../workload/read-searches.ts';

/** `lb-rerank bench`: the throughput and the latency of the user's own set-up. */
export function createBenchCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('bench')
    .description(
      'measure throughput and latency for more and more callers, with the cache off and on',
    )
    .option(
      '--callers <counts>',
      'how many ask at once, step by step',
      positiveIntegers,
      [1, 2, 4, 8, 16, 32],
    )
    .option('--candidates <count>', 'passages in a request', positiveInteger, 20)
    .option('--seconds <count>', 'how long a step takes', positiveInteger, 5)
    .option(
      '--input <path>',
      'texts of your own: lines like {"query": "…", "passages": ["…", "…"]}',
    )
    .option('--query-field <name>', "the field of such a line's query", 'query')
    .option('--passage-field <name>', "the field of such a line's passages", 'passages')
    .addOption(
      new Option('--cache-runs <which>', 'measure with the cache off, on or both')
        .choices(['off', 'on', 'both'])
        .default('both'),
    )
    .addOption(formatOption('text', 'json'))
    .addHelpText(
      'after',
      `
With the cache off, every text is new, to a server's prefix cache too. With it on, 200 queries come as people ask: a few
often, most seldom; each step begins with an empty cache. Texts are made up, about 280 tokens a pair.

Examples:
  lb-rerank bench --url http://127.0.0.1:8000/v1
  lb-rerank bench --url http://127.0.0.1:8000/v1 --callers 1,8,64 --candidates 100 --format json
  lb-rerank bench --input queries.jsonl --seconds 20`,
    )
    .action(async (options) => {
      const { settings } = await readSettings(options, context);
      const { input } = options;
      const own =
        input === undefined
          ? undefined
          : await readSearches(`--input ${input}`, resolve(context.folder, input), options);
      await using backend = await openBackend(settings, context);
      const isJson = options.format === 'json';
      let circumstances: LoadCircumstances | undefined;
      const onWarm = async (warmUp: WarmUp) => {
        const model = await modelOriginOf(backend, context.signal);
        circumstances = { origin: reportOriginOf(context), model, warmUp };
        if (!isJson) writeHeading(circumstances, context.stdout);
      };
      const steps = await sweepLoad({ ...options, backend, own, onWarm }, context);
      if (isJson) {
        const { location } = backend;
        const isStandIn = circumstances?.model.kind === 'stand-in';
        const report = { ...circumstances, location, isStandIn, steps };
        context.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      } else {
        writeLoad(steps, context.stdout);
      }
    });
  return withSettings(command, SCORER_SETTINGS);
}
