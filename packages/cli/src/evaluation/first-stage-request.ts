import type { BeirCollection, FirstStage } from '@lb-rerank/evaluation';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import type { EvaluationOptions } from './evaluation-options.ts';

/** The request for a first stage: a collection, and the options and settings that choose its engine. */
export interface FirstStageRequest {
  readonly dataSet: string;
  /** The collection's folder. */
  readonly folder: string;
  readonly collection: BeirCollection;
  readonly options: EvaluationOptions;
  readonly settings: Settings;
  readonly context: CommandContext;
}

/** A first stage that is ready, and the way to release what it holds. */
export interface OpenFirstStage {
  readonly stage: FirstStage;
  /** Releases it. @param isDone true if all was measured, so that nothing of it is needed again. */
  readonly close: (isDone: boolean) => Promise<void>;
}
