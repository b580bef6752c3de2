/** The reasons for which the gateway itself refuses a request, before or instead of reranking. */
export type GatewayErrorCode =
  | 'invalid_json'
  | 'too_large'
  | 'unsupported_encoding'
  | 'invalid_request'
  | 'too_many_documents'
  | 'document_too_long'
  | 'unauthorized'
  | 'forbidden'
  | 'quota_exceeded'
  | 'overloaded'
  | 'stopping'
  | 'client_gone';

/** A request that the gateway refuses; the message names the limit or argument, never a text or a key. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: GatewayErrorCode;
  /** The argument at fault, such as `documents[3]`. */
  readonly argument: string | undefined;
  /** Words of the caller's own request, which it is told beside the message, and which never reach the log. */
  readonly callersWords: string | undefined;
  /** The time after which the same request may succeed, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: GatewayErrorCode,
    message: string,
    {
      argument,
      callersWords,
      retryAfterMs,
    }: { argument?: string; callersWords?: string; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.argument = argument;
    this.callersWords = callersWords;
    this.retryAfterMs = retryAfterMs;
  }
}
