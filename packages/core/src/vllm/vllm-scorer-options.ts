import type { OpenaiConnectionOptions } from '../http/openai-connection.ts';
import type { VllmMode } from './server/vllm-mode.ts';

/** Where the model is served, and how it is asked. */
export interface VllmScorerOptions extends OpenaiConnectionOptions {
  /** The name that the server gives the model. @default the LB Reranker's, or else the first that is served */
  readonly model?: string | undefined;
  /** How the server is asked; `auto` finds the fastest exact way. @default 'auto' */
  readonly mode?: VllmMode | 'auto' | undefined;
  /** Pairs in one request, in the modes that take many. @default 64 */
  readonly batchSize?: number | undefined;
  /** Requests in flight at once. @default 4, or 64 in the mode `chat` with its one pair a request */
  readonly concurrency?: number | undefined;
  /** The least sum of the seven probabilities, in [0, 1], under which another model must be behind the URL. @default 0.5 */
  readonly minMass?: number | undefined;
}
