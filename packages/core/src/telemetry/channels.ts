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

/** The message on {@link skippedChannel}: one search that could not be reranked and was answered by the engine alone. It holds no text. */
export interface SkippedSearch {
  /** The part of the request that stands in the way, such as `sort` or `rerank.query`. */
  readonly argument: string;
}

/** The channel `lb-rerank:skipped-search`, which gets a {@link SkippedSearch} for every search that an adapter did not rerank unasked. */
export const skippedChannel: ReturnType<typeof channel> = channel('lb-rerank:skipped-search');

/** The message on {@link unscoredChannel}: one rank window without any passage. It holds no text. */
export interface UnscoredRankWindow {
  /** The thing that was looked for in vain, as in "no hit of this window has the passage field txt". */
  readonly reason: string;
}

/** The channel `lb-rerank:unscored-rank-window`, which gets an {@link UnscoredRankWindow} for every search none of whose hits has a passage. */
export const unscoredChannel: ReturnType<typeof channel> = channel(
  'lb-rerank:unscored-rank-window',
);
