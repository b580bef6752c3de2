import { basename, join, resolve } from 'node:path';
import type { SecondStage } from '@lb-rerank/evaluation';
import { refuseInputs } from '../files/refuse-inputs.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { REPORT_FILES } from './report-files.ts';
import { runFileName } from './run-file-name.ts';

/** The folders that an evaluation reads, and what it names its files by. */
export interface EvaluatedFiles {
  /** Absolute paths of the collections' folders. */
  readonly folders: readonly string[];
  readonly secondStages: readonly Pick<SecondStage, 'name'>[];
  readonly options: Pick<EvaluationOptions, 'out' | 'run' | 'split' | 'system' | 'formula'>;
}

/** Refuses to measure where a file of the results would be one that is read. @throws SettingsError naming it. */
export async function refuseInputFiles(
  { folders, secondStages, options }: EvaluatedFiles,
  { folder }: Pick<CommandContext, 'folder'>,
): Promise<void> {
  const out = resolve(folder, options.out);
  const { formula = [], run, split, system = [] } = options;
  const suffixes = formula.length > 1 ? formula.map((name) => ` (${name})`) : [''];
  const systems = secondStages.flatMap(({ name }) => suffixes.map((suffix) => name + suffix));
  const runFiles = [...systems, ...(run === undefined ? [] : [basename(run)])].map(runFileName);
  const kept = secondStages.flatMap(({ name }) => [`${name}.jsonl`, `${name}.times.jsonl`]);
  const outputs = [
    ...REPORT_FILES,
    ...folders.flatMap((path) => [...runFiles, ...kept].map((name) => join(basename(path), name))),
  ];
  const collectionFiles = ['corpus.jsonl', 'queries.jsonl', join('qrels', `${split}.tsv`)].flatMap(
    (name) => [name, `${name}.gz`],
  );
  const inputs = [
    ...folders.flatMap((path) => collectionFiles.map((name) => join(path, name))),
    ...[run ?? [], ...system.map(({ location }) => location)]
      .flat()
      .map((path) => resolve(folder, path)),
  ];
  for (const output of outputs) {
    await refuseInputs(join(out, output), inputs, `--out: ${join(options.out, output)}`);
  }
}
