/** A search engine that is examined. */
export interface EngineSubject {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly requestTimeoutMs: number;
}
