import { basename, resolve } from 'node:path';
import { type ExperimentResult, openBeirCollection } from '@lb-rerank/evaluation';
import {
  type EvaluationReport,
  htmlReport,
  jsonReport,
  markdownReport,
} from '@lb-rerank/evaluation/report';
import type { CommandContext } from '../terminal/command-context.ts';
import { noticesTo } from '../terminal/notices-to.ts';
import { SettingsError } from '../errors/settings-error.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import { chooseFirstStage } from './choose-first-stage.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { measureCollection } from './measure-collection.ts';
import { openSystems } from './open-systems.ts';
import { refuseInputFiles } from './refuse-input-files.ts';
import { reportOriginOf } from '../origin/report-origin-of.ts';
import { requireThresholds } from './require-thresholds.ts';
import { writeResults } from './write-results.ts';

const FORMATS = { markdown: markdownReport, json: jsonReport, html: htmlReport };

/** Measures all models on all collections, one collection after the other, and prints and writes what came out. */
export async function runEvaluation(
  collections: readonly string[],
  options: EvaluationOptions & { readonly format: keyof typeof FORMATS },
  sourced: Pick<SourcedSettings, 'settings' | 'sources'>,
  context: CommandContext,
): Promise<void> {
  const { settings } = sourced;
  const choice = await chooseFirstStage(options, sourced, context);
  const names = collections.map((path) => basename(resolve(context.folder, path)));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SettingsError(`collections: two of them have the name ${twice}, which names files`);
  }
  // All of them before the model, so that a broken file is known before anything is loaded or asked.
  const opened = await Promise.all(
    collections.map(async (path) => {
      const folder = resolve(context.folder, path);
      const collection = await openBeirCollection(folder, options.split, {
        onNotice: noticesTo(context),
        queryField: options.queryField,
        passageFields: options.passageField,
      });
      return { dataSet: basename(folder), folder, collection };
    }),
  );
  const systems = await openSystems(options.system ?? [], settings, context);
  const experiments: ExperimentResult[] = [];
  try {
    const folders = opened.map(({ folder }) => folder);
    const { secondStages } = systems;
    await refuseInputFiles({ folders, secondStages, options }, context);
    for (const collection of opened) {
      experiments.push(
        await measureCollection({
          ...collection,
          choice,
          secondStages,
          options,
          settings,
          context,
        }),
      );
    }
  } finally {
    await systems[Symbol.asyncDispose]();
  }
  const report: EvaluationReport = {
    title: 'What reranking does',
    experiments: experiments as [ExperimentResult, ...ExperimentResult[]],
    pricePerHour: options.pricePerHour,
    origin: reportOriginOf(context),
  };
  const page = await writeResults(report, options.out, context);
  context.stdout.write(FORMATS[options.format](report));
  context.stderr.write(`Report: ${page}\n`);
  requireThresholds(
    experiments.map(({ result }) => result),
    options.failUnder ?? [],
  );
}
