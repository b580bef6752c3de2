import type { BeirCollection, FirstStage } from '@lb-rerank/evaluation';
import type { CommandContext } from '../command-context.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { EvaluationOptions } from './evaluation-options.ts';

/** The collection that a first stage is opened for, and what it is opened with. */
export interface FirstStageRequest {
  readonly dataSet: string;
  /** The collection's folder. */
  readonly folder: string;
  readonly collection: BeirCollection;
  readonly options: EvaluationOptions;
  readonly settings: Settings;
  readonly context: CommandContext;
}

/** A first stage that is ready, and what has to be let go of after it. */
export interface OpenFirstStage {
  readonly stage: FirstStage;
  /** @param isDone whether all was measured, so that nothing of it is needed again. */
  readonly close: (isDone: boolean) => Promise<void>;
}
