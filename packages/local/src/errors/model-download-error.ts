import { BackendError } from '@lb-rerank/core';

/** A model could not be brought to the cache folder; no half file stands under its name. */
export class ModelDownloadError extends BackendError {
  readonly code = 'model_download' as const;

  /** The problem, without the way out. */
  readonly problem: string;

  /** @param remedy what to do about it, if `problem` does not say so. */
  constructor({
    url,
    problem,
    remedy,
    cause,
  }: {
    url: string;
    problem: string;
    remedy?: string;
    cause?: unknown;
  }) {
    super(url, remedy === undefined ? problem : `${problem}; ${remedy}`, cause);
    this.problem = problem;
  }

  override get isRetryable(): boolean {
    return true;
  }
}
