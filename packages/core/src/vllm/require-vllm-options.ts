import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { requireNumber } from '../arguments/require-number.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import type { VllmScorerOptions } from './create-vllm-scorer.ts';

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
