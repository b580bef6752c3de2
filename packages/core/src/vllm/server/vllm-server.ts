import type { OpenaiConnection } from '../../http/openai-connection.ts';
import type { LevelProbabilities } from '../../score/level-probabilities.ts';

/**
 * A way of asking a server for levels.
 *
 * - `classify`: the seven-label head, the fastest; wants a server that was started for it (see `createVllmScorer`).
 * - `completions`: arrays of rendered prompts, exactly the seven levels' probabilities.
 * - `chat`: one chat completion a pair, as the model card does it; any OpenAI-compatible server.
 */
export type VllmMode = 'classify' | 'completions' | 'chat';

/** The facts about a server, known once it was asked. */
export interface VllmServer {
  readonly connection: OpenaiConnection;
  /** The name that it gives the model. */
  readonly model: string;
  /** The mark that tells its weights apart from others of that name; undefined where it tells none. */
  readonly revision: string | undefined;
  /** Its answer to the pair that ways are tried with; undefined where none had to be tried. */
  readonly probed: LevelProbabilities | undefined;
  readonly mode: VllmMode;
  /** Its context limit; undefined where it does not tell. */
  readonly contextTokens: number | undefined;
  /** The tokens of "1" to "7" in its vocabulary; undefined where the mode does not need them. */
  readonly levelTokenIds: readonly number[] | undefined;
  readonly minMass: number | undefined;
}
