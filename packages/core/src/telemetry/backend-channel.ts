import { channel } from 'node:diagnostics_channel';

/** Told of every request to the model: `{ modelId, pairs, durationMs, error }`. */
export const backendChannel: ReturnType<typeof channel> = channel('lb-rerank:backend-request');
