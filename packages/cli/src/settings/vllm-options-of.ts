import type { VllmScorerOptions } from '@lb-rerank/core';
import type { Settings } from './settings-schema.ts';

/** Takes from the settings what a scorer of one server reads. */
export function vllmOptionsOf(
  {
    apiKey,
    vllmModel,
    revision,
    mode,
    minMass,
    maxPairsPerRequest,
    maxRequestsInFlight,
    requestTimeoutMs,
  }: Settings,
  baseURL: string,
): VllmScorerOptions {
  return {
    baseURL,
    apiKey,
    model: vllmModel,
    revision,
    mode,
    minMass,
    maxPairsPerRequest,
    maxRequestsInFlight,
    requestTimeoutMs,
  };
}
