/** A running engine of a test: where it answers, how it was come by, and how it ends. */
export interface Engine {
  /** Its address, without a trailing slash. */
  readonly url: string;
  readonly origin: 'environment' | 'docker' | 'process';
  /** For a reader of the test output, like "Elasticsearch 9.4.3 (local process)". */
  readonly description: string;
  /** Ends it and removes what it left; an engine of the environment is left running. */
  stop(): Promise<void>;
  /** Ends it without a warning, as a crash does; rejects for an engine of the environment. */
  kill(): Promise<void>;
}
