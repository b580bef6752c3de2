import type { PromptLimits, Scorer } from '@lb-rerank/core';

/** A scorer whose model runs inside this process; {@link createLocalScorer} makes one. */
export interface LocalScorer extends Scorer, AsyncDisposable {
  /** The model file. */
  readonly modelPath: string;
  /** Whether it answers as the bundled stand-in and not as the LB Reranker, wherever its file is. */
  readonly isStandIn: boolean;
  readonly limits: PromptLimits;
  /** Frees the memory once the calls in flight have ended; later calls are rejected, and later closings do nothing. */
  close(): Promise<void>;
}
