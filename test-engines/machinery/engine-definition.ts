import type { Engine } from './engine.ts';

/** An engine as `resolveEngine` must know it to come by a running one. */
export interface EngineDefinition {
  /** In messages, like "elasticsearch". */
  readonly name: string;
  /** The variable that names a running engine; `undefined` where a test must have its own. */
  readonly environmentVariable: string | undefined;
  /** Resolves to what answers at `url`, like "Elasticsearch 9.4.3"; rejects where it is something else or nothing. */
  identify(url: string): Promise<string>;
  /** Starts it through testcontainers; `undefined` where no image serves. */
  readonly startContainer: (() => Promise<Engine>) | undefined;
  /** Starts a local process, set up from package registries. */
  startProcess(): Promise<Engine>;
}
