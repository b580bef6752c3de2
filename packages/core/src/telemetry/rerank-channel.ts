import { channel } from 'node:diagnostics_channel';

/** Told of every finished rerank call: `{ modelId, outcome, counts, totalMs, error }`. */
export const rerankChannel: ReturnType<typeof channel> = channel('lb-rerank:rerank');
