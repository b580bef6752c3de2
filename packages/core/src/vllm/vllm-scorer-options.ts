/** Where the model is served, and how it is asked. */
export interface VllmScorerOptions {
  /** The server's OpenAI-compatible root, such as `http://127.0.0.1:8000/v1`. */
  readonly baseURL: string;
  /** @default none; vLLM wants one only where it was started with `--api-key` */
  readonly apiKey?: string | undefined;
  /** The name that the server gives the model. @default 'lightblue/lb-reranker-0.5B-v1.0' */
  readonly model?: string | undefined;
  /** Requests in flight at once. @default 64 */
  readonly concurrency?: number | undefined;
  /** How long one request may take, in milliseconds. @default 30,000 */
  readonly timeoutMs?: number | undefined;
  /** The least sum of the seven probabilities, in [0, 1], under which another model must be behind the URL. @default 0.5 */
  readonly minMass?: number | undefined;
  /** Replaces the global fetch. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
