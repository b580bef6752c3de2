import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { ModelKind } from '../model-kind/model-kind.ts';
import type { PassageFit } from './passage-fit.ts';
import type { PromptLimits } from './prompt-limits.ts';

/** One query and the passages to be held against it. */
export interface ScoreRequest extends PassageFit {
  /** The words that were searched for; not blank. */
  readonly query: string;
  /** The texts that the model reads, in the caller's order. */
  readonly passages: readonly string[];
  /** Ends the work early; the call then rejects with `signal.reason`, unwrapped. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Names those who share what is known of pairs. What was scored, or is in flight, for another scope is scored anew, so that
   * nobody can tell by the time of an answer what the others asked. @default the scope of all who name none
   */
  readonly cacheScope?: string | undefined;
  /** Told of pairs that the backend was not asked for: known already, or in flight for another caller. */
  readonly onSaved?: ((saved: 'cached' | 'coalesced', pairs: number) => void) | undefined;
}

/**
 * A judge of how related a query and passages are: a backend, or a decorator around another scorer.
 *
 * A scorer answers for every passage, in passage order, or rejects; it never sorts or cuts.
 */
export interface Scorer {
  /** Names the model, so that scores of different models are never mixed in a cache. */
  readonly modelId: string;
  /** The place where the model runs, which errors name: a server's address, or a model file. @default its `modelId` */
  readonly location?: string | undefined;
  /**
   * Tells weights apart that are served under one name, so that their scores are never mixed; undefined where that is not
   * known. It may become known by the first answer, or by `identify`.
   */
  readonly revision?: string | undefined;
  /** Asks the backend for its model and revision, where they are not known yet. Rejects where it cannot be asked. */
  identify?(signal?: AbortSignal): Promise<void>;
  /**
   * Finds out which model it is by its answers, whatever its name; undefined where they do not tell. Rejects where it cannot be asked.
   */
  findModelKind?(signal?: AbortSignal): Promise<ModelKind | undefined>;
  /**
   * Whether each call ends by itself: a request by its own time limit, work in this process when it is done. Calls of other
   * scorers are given up after a time, lest one that hangs hangs for ever. @default false
   */
  readonly endsByItself?: boolean | undefined;
  /** The length that prompts may have, if the backend tells it; passages are then cut to fit. */
  readonly limits?: PromptLimits | undefined;
  /**
   * Scores each passage. @throws BackendError when the model cannot answer; ContextLengthError when a passage does not fit.
   */
  score(request: ScoreRequest): Promise<readonly LevelProbabilities[]>;
}
