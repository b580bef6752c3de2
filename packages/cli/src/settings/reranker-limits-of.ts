import type { RerankDefaults } from '@lb-rerank/core/adapter';
import { SettingsError } from '../errors/settings-error.ts';
import type { Settings } from './settings-schema.ts';

/**
 * Takes from the settings how much of a request is scored. @throws SettingsError where chunks have a size, and are not wanted.
 */
export function rerankerLimitsOf({
  bestChunks,
  chunkTokens,
  patience,
  minTopScore,
  stopTopN,
}: Settings): Omit<RerankDefaults, 'rankWindowSize' | 'minScore' | 'deadlineMs'> {
  if (bestChunks === undefined && chunkTokens !== undefined) {
    throw new SettingsError('chunkTokens: goes with bestChunks, the number of chunks to read');
  }
  return {
    ...(bestChunks !== undefined && { longPassages: { bestChunks, maxTokens: chunkTokens } }),
    patience,
    minTopScore,
    stopTopN,
  };
}
