import type { Draws } from '../random/draws.ts';
import type { World } from '../parts/open-world.ts';

/** The part that a fault hits; the links are named by where they lead. */
export type Place =
  | 'callers'
  | 'gateway'
  | 'first model'
  | 'second model'
  | 'redis'
  | 'elasticsearch';

/**
 * The thing that a caller may notice of a fault.
 *
 * - `gateway`: no answer, or a late one.
 * - `models`: an error, or the order that came.
 * - `engine`: the engine's own error of a search.
 */
export type Notice = 'gateway' | 'models' | 'engine';

/** A fault that is about to happen. */
export interface Fault {
  /** For the reader, with its numbers, like "latency of 800 ms". */
  readonly name: string;
  /** The name without numbers, for counting. */
  readonly kind: string;
  readonly place: Place;
  /** All that callers may notice; of most faults nothing. */
  readonly notices: readonly Notice[];
  /** Whether a model server refuses at once, so that nothing is noticed as long as the other one is well. */
  readonly isHiddenByOther?: boolean;
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** A kind of fault: draws one, with all its numbers. */
export type FaultKind = (world: World, draws: Draws) => Fault;
