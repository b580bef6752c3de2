/** A proxy in a process of its own. */
export interface StartedProxy extends Disposable {
  readonly url: string;
  /** Its processor time so far, in seconds. */
  cpuSeconds(): Promise<number>;
}
