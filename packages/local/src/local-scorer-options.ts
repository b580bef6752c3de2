import type { ResolveModelOptions } from './resolve-model.ts';

/** Which model file is loaded, and what of the machine it may use. */
export interface LocalScorerOptions extends ResolveModelOptions {
  /**
   * The most tokens that one prompt may have: about 60 for the instructions, then the query and the passage.
   * @default 2048; the model was trained to 8,192
   */
  readonly contextSize?: number | undefined;
  /** Prompts evaluated side by side; each takes memory for `contextSize` tokens. @default 4 */
  readonly sequences?: number | undefined;
  /** Threads that do the arithmetic. @default half of the cores, at least 1: more of them wait for each other */
  readonly threads?: number | undefined;
  /** Whether a GPU is used where there is one. @default 'auto' */
  readonly gpu?: 'auto' | false | undefined;
  /** The least sum of the seven probabilities, in [0, 1], under which the file must hold another model. @default 0.5 */
  readonly minMass?: number | undefined;
}
