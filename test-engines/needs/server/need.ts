import type { EngineDefinition } from '../../machinery/engine-definition.ts';
import type { Engine } from '../../machinery/engine.ts';
import { meet } from '../../requirements/meet.ts';
import type { Requirement } from '../../requirements/requirement.ts';
import { resolveEngine } from '../../machinery/resolve-engine.ts';

/** Something that test files ask for by name and share: a running engine, or something of the machine. */
export interface Need {
  /** Resolves to a running engine's address or to a path, and to what ends it again. */
  provide(): Promise<{ value: string; stop?: () => Promise<void> }>;
}

/** The answer to a test file that asked: an address or a path, or the reason why there is none. */
export type Offer =
  | { readonly value: string }
  | { readonly lacks: string; readonly packages: readonly string[] };

/** An engine that runs once for all test files. */
export function sharedEngine(definition: EngineDefinition): Need {
  return {
    provide: async () => {
      const engine: Engine = await resolveEngine(definition);
      return { value: engine.url, stop: () => engine.stop() };
    },
  };
}

/** Something of the machine, which is found or installed. */
export function requirement(required: Requirement): Need {
  return { provide: async () => ({ value: await meet(required) }) };
}

/** A file that is set up once and kept in the cache. */
export function setUp(build: () => Promise<string>): Need {
  return { provide: async () => ({ value: await build() }) };
}
