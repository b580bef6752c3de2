/** A part of the whole that can die and come back. */
export interface Part {
  /** Starts it, at the address that it had, and resolves once it answers. */
  start(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}
