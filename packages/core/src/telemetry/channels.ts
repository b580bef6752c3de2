import { channel } from 'node:diagnostics_channel';
import type { Ranking } from '../rerank/ranking.ts';

/** The message on {@link backendChannel}: one request to the model. It holds no text. */
export interface BackendRequest {
  readonly modelId: string;
  /** Pairs in the request. */
  readonly pairs: number;
  readonly durationMs: number;
  /** The failure of the request; undefined if it was answered. */
  readonly error: unknown;
}

/** The channel `lb-rerank:backend-request`, which gets a {@link BackendRequest} for every request to the model. */
export const backendChannel: ReturnType<typeof channel> = channel('lb-rerank:backend-request');

/** The message on {@link rerankChannel}: one finished rerank call. It holds no text. */
export interface FinishedRerank extends Pick<
  Ranking<unknown>,
  'modelId' | 'outcome' | 'counts' | 'error'
> {
  readonly totalMs: number;
}

/** The channel `lb-rerank:rerank`, which gets a {@link FinishedRerank} for every finished rerank call. */
export const rerankChannel: ReturnType<typeof channel> = channel('lb-rerank:rerank');
