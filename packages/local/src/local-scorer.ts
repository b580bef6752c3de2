import type { Scorer } from '@lb-rerank/core';

/** A scorer whose model runs inside this process. */
export interface LocalScorer extends Scorer, AsyncDisposable {
  /** The model file. */
  readonly modelPath: string;
  /** Whether that is the bundled stand-in and not the LB Reranker. */
  readonly isStandIn: boolean;
  /** Frees the model's memory; calls in flight end first, later ones are rejected. */
  close(): Promise<void>;
}
