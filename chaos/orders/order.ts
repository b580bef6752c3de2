import type { Misbehaviour } from './misbehaviour.ts';

/** A message to a process that was started by `startSteered`. */
export type Order =
  /** Shows the process a clock that differs from the machine's by so much. */
  | { readonly do: 'step clock'; readonly byMs: number }
  /** Fills its heap with so many megabytes, in place of those before. */
  | { readonly do: 'fill heap'; readonly megabytes: number }
  /** Collects its garbage. */
  | { readonly do: 'collect' }
  | { readonly do: 'answer wrongly'; readonly way: Misbehaviour | undefined };
