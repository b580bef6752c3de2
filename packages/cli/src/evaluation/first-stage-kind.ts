import type { Settings } from '../settings/settings-schema.ts';
import type { EvaluationOptions } from './evaluation-options.ts';

/** A kind of first stage, as `--first-stage` has it. */
export type FirstStageKind = NonNullable<EvaluationOptions['firstStage']>;

/** Finds the kind of first stage that the options name, or else the first that the settings have an address of. */
export function firstStageKindOf(
  { firstStage, run }: Pick<EvaluationOptions, 'firstStage' | 'run'>,
  { elasticsearch, qdrant }: Settings,
): FirstStageKind {
  if (firstStage !== undefined) return firstStage;
  if (run !== undefined) return 'run';
  if (elasticsearch !== undefined) return 'elasticsearch';
  return qdrant === undefined ? 'minisearch' : 'qdrant';
}
