import { BackendError } from '@lb-rerank/core';

/** A lack of free memory for the model, or for the context that was asked for of {@link createLocalScorer}. */
export class ModelMemoryError extends BackendError {
  readonly code = 'model_memory' as const;

  constructor({ path, cause }: { path: string; cause?: unknown }) {
    super(path, 'not enough free memory', {
      cause,
      remedy: 'free some, take a smaller quantisation (Q4_K_M), or lower contextSize',
    });
  }

  override get isRetryable(): boolean {
    return true;
  }
}
