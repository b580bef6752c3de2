import type { BeirCollection, FirstStage } from '@lb-rerank/evaluation';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import type { FirstStageChoice } from './choose-first-stage.ts';
import type { EvaluationOptions } from './evaluation-options.ts';

/** The request for a first stage: a collection, the choice, and the options and settings of the stage. */
export interface FirstStageRequest<Choice extends FirstStageChoice = FirstStageChoice> {
  readonly choice: Choice;
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

/** The request for a first stage of one kind. */
export type FirstStageRequestOf<Kind extends FirstStageChoice['kind']> = FirstStageRequest<
  Extract<FirstStageChoice, { kind: Kind }>
>;
