/** The engine cannot be reached, or does not answer in time. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  /** The status that tells a caller of it: 504 where time was up, else 502. */
  readonly statusCode: 502 | 504;

  constructor(origin: string, cause: unknown) {
    const code = codeOf(cause);
    const isLate = LATE.has(code);
    super(
      isLate
        ? `${origin} did not answer in time (${code}): look after it, or raise the timeouts of the proxy`
        : `${origin} cannot be reached, or ended the connection (${code}): check the address, and that the engine runs`,
      { cause },
    );
    this.statusCode = isLate ? 504 : 502;
  }
}

/** An answer is larger than what the proxy keeps in memory. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';

  constructor(maxBytes: number) {
    super(
      `the engine's answer for the rank window is larger than ${maxBytes} bytes: ask for fewer fields, rerank fewer hits, or raise maxAnswerBytes`,
    );
  }
}

const LATE = new Set([
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
]);

function codeOf(error: unknown): string {
  const { code, name, cause } = error as Error & { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? name;
}
