import type { EngineDefinition } from '../../machinery/engine-definition.ts';
import { engineOfEnvironment } from '../../machinery/engine-of-environment.ts';
import type { Engine } from '../../machinery/engine.ts';
import { meet } from '../../requirements/meet.ts';
import type { Requirement } from '../../requirements/requirement.ts';
import { resolveEngine } from '../../machinery/resolve-engine.ts';

/** Something that test files ask for by name and share: a running engine, or something of the machine. */
export interface Need {
  /** Resolves to a running engine's address or to a path, and to what ends it again. */
  provide(): Promise<{ value: string; stop?: () => Promise<void> }>;
}

/** The answer to a test file that asked: an address or a path, or the reason in one line why there is none. */
export type Offer =
  | { readonly value: string }
  /** The machine lacks something: the tests are skipped. */
  | { readonly lacks: string; readonly packages: readonly string[] }
  /** It should be there, and does not work: the tests fail. */
  | { readonly broken: string };

/** An engine that runs once for all test files. */
export function sharedEngine(definition: EngineDefinition): Need {
  return {
    provide: async () => {
      const engine: Engine = await resolveEngine(definition);
      return { value: engine.url, stop: () => engine.stop() };
    },
  };
}

/** An engine that each test starts for itself: the address of the one in the environment, else the path of its program. */
export function ownEngine(definition: EngineDefinition, program: Requirement): Need {
  return {
    provide: async () => {
      const running = await engineOfEnvironment(definition);
      return { value: running?.url ?? (await meet(program)) };
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
