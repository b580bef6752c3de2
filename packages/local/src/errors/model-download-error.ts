import { BackendError } from '@lb-rerank/core';

/** A model could not be brought to the cache folder; no half file stands under its name. */
export class ModelDownloadError extends BackendError {
  readonly code = 'model_download' as const;

  /** @param problem what is wrong, and what to do about it. */
  constructor({ url, problem, cause }: { url: string; problem: string; cause?: unknown }) {
    super(url, problem, cause);
  }

  override get isRetryable(): boolean {
    return true;
  }
}
