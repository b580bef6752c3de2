import { printable } from '../text/printable.ts';

/** The name of each kind of failure, stable across versions. */
export type RerankErrorCode =
  | 'invalid_request'
  | 'context_length'
  | 'retrieval_failed'
  | 'backend_connection'
  | 'backend_timeout'
  | 'backend_response'
  | 'backend_output'
  | 'model_file'
  | 'model_memory'
  | 'model_download';

/**
 * The base of every error of LB Rerank: a stable `code`, and whether trying again can help.
 *
 * Messages name the URL, index or argument at fault and never hold a document's text, a key or a header. What they quote of a
 * server or a file is printable: one line without escape sequences.
 */
export abstract class RerankError extends Error {
  abstract readonly code: RerankErrorCode;

  /** Tells our errors apart where two copies of the package are loaded; `instanceof RerankError` goes by it. */
  readonly isRerankError = true as const;

  /** Knows an error of another copy too: a reranker, its scorer and an adapter may each bring their own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== RerankError) return super[Symbol.hasInstance](value);
    return (Object(value) as Partial<RerankError>).isRerankError === true;
  }

  constructor(message: string, options?: ErrorOptions) {
    super(printable(message), options);
  }

  /** Whether the same request can succeed later. */
  get isRetryable(): boolean {
    return false;
  }

  /** Lets an error inside a JSON response say more than `{}`; the cause stays in the process. */
  toJSON(): { name: string; code: RerankErrorCode; message: string } {
    return { name: this.name, code: this.code, message: this.message };
  }

  override get name(): string {
    return this.constructor.name;
  }
}
