import type { SourcedSettings } from '../settings/read-settings.ts';
import { flagOf } from '../settings/setting-names.ts';
import type { EvaluationOptions } from './evaluation-options.ts';

/** A kind of first stage, as `--first-stage` has it. */
export type FirstStageKind = NonNullable<EvaluationOptions['firstStage']>;

/**
 * Finds the kind of first stage that the options name, or else the first that the settings have an address of; one that was given as
 * a flag comes first.
 */
export function firstStageKindOf(
  { firstStage, run }: Pick<EvaluationOptions, 'firstStage' | 'run'>,
  { settings, sources }: Pick<SourcedSettings, 'settings' | 'sources'>,
): FirstStageKind {
  if (firstStage !== undefined) return firstStage;
  if (run !== undefined) return 'run';
  const engines = (['elasticsearch', 'qdrant'] as const).filter(
    (engine) => settings[engine] !== undefined,
  );
  return engines.find((engine) => sources[engine] === flagOf(engine)) ?? engines[0] ?? 'minisearch';
}
