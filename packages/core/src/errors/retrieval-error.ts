import { RerankError } from './rerank-error.ts';

/** The search engine did not deliver the candidates. */
export class RetrievalError extends RerankError {
  readonly code = 'retrieval_failed' as const;

  /** The engine's index or collection. */
  readonly source: string;

  constructor({ source, reason, cause }: { source: string; reason: string; cause?: unknown }) {
    super(`could not retrieve candidates from ${source}: ${reason}`, { cause });
    this.source = source;
  }
}
