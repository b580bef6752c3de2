import type { Engine, EngineDefinition } from '@lb-rerank/test-engines/machinery';
import type { Link } from '@lb-rerank/test-engines/toxiproxy';
import type { Part } from './part.ts';

/** A part that is an engine, found empty on another port after each start; its link leads there. */
export interface EnginePart extends Part {
  /** The address of the engine itself, beside the link. */
  readonly url: string;
}

/** Makes a part of an engine. @param fill puts into it what must be there. */
export function createEnginePart(
  definition: EngineDefinition,
  link: Link,
  fill: (url: string) => Promise<void> = () => Promise.resolve(),
): EnginePart {
  let engine: Engine | undefined;
  return {
    get url() {
      if (engine === undefined) throw new Error(`${definition.name} has not been started`);
      return engine.url;
    },
    async start() {
      // Never one of the environment, which is not ours to hit.
      engine = await definition.startProcess();
      await fill(engine.url);
      await link.leadTo(new URL(engine.url).host);
    },
    kill: async () => engine?.kill(),
  };
}
