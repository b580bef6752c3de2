import type { ResolveModelOptions } from '../model-file/resolve-model.ts';

/** Which model file is loaded, and what of the machine it may use. */
export interface LocalScorerOptions extends ResolveModelOptions {
  /**
   * The most tokens that one prompt may have: about 60 for the instructions, then the query and the passage. Memory is
   * taken only as longer prompts come.
   * @default 8192, which the model was trained to
   */
  readonly contextSize?: number | undefined;
  /** Prompts evaluated side by side; fewer where prompts are so long that they would take much memory. @default 4 */
  readonly sequences?: number | undefined;
  /** Threads that do the arithmetic. @default as many of the physical cores as a short measurement finds fastest */
  readonly threads?: number | undefined;
  /** Whether a GPU (CUDA, Metal, Vulkan) is used where there is one. @default 'auto' */
  readonly gpu?: 'auto' | false | undefined;
  /** The least sum of the seven probabilities, in [0, 1], under which the file must hold another model. @default 0.5 */
  readonly minMass?: number | undefined;
}
