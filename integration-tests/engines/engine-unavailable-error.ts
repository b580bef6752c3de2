/** An engine could be had in none of its ways; `reasons` says for each way what is missing. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
  readonly engine: string;
  readonly reasons: readonly string[];

  constructor(engine: string, reasons: readonly string[], cause?: unknown) {
    super(
      [`${engine} is not available:`, ...reasons.map((reason) => `  - ${reason}`)].join('\n'),
      cause === undefined ? undefined : { cause },
    );
    this.engine = engine;
    this.reasons = reasons;
  }
}
