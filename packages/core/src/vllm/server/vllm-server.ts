import type { OpenaiConnection } from '../../http/openai-connection.ts';
import type { VllmMode } from './vllm-mode.ts';

/** What is known of a server once it was asked. */
export interface VllmServer {
  readonly connection: OpenaiConnection;
  /** The name that it gives the model. */
  readonly model: string;
  readonly mode: VllmMode;
  /** Its context limit; undefined where it does not tell. */
  readonly contextTokens: number | undefined;
  /** The tokens of "1" to "7" in its vocabulary; undefined where the mode does not need them. */
  readonly levelTokenIds: readonly number[] | undefined;
  readonly minMass: number | undefined;
}
