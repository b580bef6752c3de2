import { BackendError } from '@lb-rerank/core';

/** A download of a model that failed; the cache folder holds no incomplete file under the model's name. See {@link pullModel}. */
export class ModelDownloadError extends BackendError {
  readonly code = 'model_download' as const;

  /** @param remedy what to do about it, if `problem` does not say so. */
  constructor({
    url,
    problem,
    remedy,
    cause,
  }: {
    url: string;
    problem: string;
    remedy?: string | undefined;
    cause?: unknown;
  }) {
    super(url, problem, { cause, remedy });
  }

  override get isRetryable(): boolean {
    return true;
  }
}
