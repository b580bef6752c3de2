import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { requireNumber } from '../arguments/require-number.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import type { OpenaiConnectionOptions } from '../http/openai-connection.ts';
import type { ProbabilitySource } from '../score/checked-probabilities.ts';
import type { VllmMode } from './server/vllm-server.ts';

/** The server of the model, and the way of asking it: the options of {@link createVllmScorer}. */
export interface VllmScorerOptions
  extends OpenaiConnectionOptions, Pick<ProbabilitySource, 'minMass'> {
  /** The name that the server gives the model. @default the LB Reranker's, or else the first that is served */
  readonly model?: string | undefined;
  /**
   * The name of the weights' revision, which tells them apart from others that are served under the same name: caches keep
   * their scores apart, and endpoints must agree on it.
   *
   * @default what the server tells: the folder or repository (vLLM), the size (llama.cpp), or nothing
   */
  readonly revision?: string | undefined;
  /** The way of asking the server; `auto` finds the fastest exact one. @default 'auto' */
  readonly mode?: VllmMode | 'auto' | undefined;
  /** The most pairs in one request, in the modes that take many; a larger value makes fewer, longer requests. @default 64 */
  readonly maxPairsPerRequest?: number | undefined;
  /**
   * The most requests in flight at once; a larger value asks more of the server.
   * @default 4, or 64 in the mode `chat` with its one pair a request
   */
  readonly maxRequestsInFlight?: number | undefined;
}

const OPTIONS = {
  baseURL: true,
  apiKey: true,
  requestTimeoutMs: true,
  fetch: true,
  model: true,
  revision: true,
  mode: true,
  minMass: true,
  maxPairsPerRequest: true,
  maxRequestsInFlight: true,
} satisfies Record<keyof VllmScorerOptions, true>;

/** Checks a scorer's options. @throws InvalidRequestError naming the one that is not known, or out of its range. */
export function requireVllmOptions(options: VllmScorerOptions): void {
  requireKnownKeys('', options, Object.keys(OPTIONS));
  const { minMass, maxPairsPerRequest, maxRequestsInFlight } = options;
  if (minMass !== undefined) requireNumber('minMass', minMass, { from: 0 });
  for (const [name, count] of Object.entries({ maxPairsPerRequest, maxRequestsInFlight })) {
    if (count !== undefined) requirePositiveInteger(name, count);
  }
}
