import { BackendTimeoutError, RerankError } from '@lb-rerank/core';

/** The texts of a request cannot be turned into vectors, and so the engine cannot answer it. */
export class EmbeddingError extends Error {
  override readonly name = 'EmbeddingError';
  /** The status that tells a caller of it: 504 where time was up, else 502. */
  readonly statusCode: 502 | 504;

  constructor(url: string, cause: unknown) {
    const what = cause instanceof RerankError ? cause.message : `${url} failed`;
    super(`the texts of the request could not be embedded: ${what}`, { cause });
    this.statusCode = cause instanceof BackendTimeoutError ? 504 : 502;
  }
}
