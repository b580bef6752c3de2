/** A signal asked the command to stop, such as SIGINT of Ctrl-C. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly signalName: NodeJS.Signals;

  constructor(signalName: NodeJS.Signals) {
    super(`stopped by ${signalName}`);
    this.signalName = signalName;
  }
}
