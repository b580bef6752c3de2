import type { Order } from '../orders/order.ts';
import type { Part } from './part.ts';
import type { SteeredProcess } from './start-steered.ts';

/** A part that is a program of ours, and can be hit in more ways. */
export interface SteeredPart extends Part {
  /** The id of its process; undefined while there is none. */
  readonly pid: number | undefined;
  order(order: Order): void;
  /** Takes all processor time from it. */
  freeze(): void;
  thaw(): void;
  /** Asks it to end; resolves to its exit code, or to the signal that ended it. */
  stop(): Promise<number | NodeJS.Signals>;
  /** The last of its standard error. */
  readonly tail: string;
  /** Resolves to a line about an end that nobody brought about, or never. */
  readonly died: Promise<string>;
}

/** Makes a part of a program that `launch` starts. */
export function createSteeredPart(
  name: string,
  launch: () => Promise<SteeredProcess>,
): SteeredPart {
  let running: SteeredProcess | undefined;
  const died = Promise.withResolvers<string>();

  function take(): SteeredProcess | undefined {
    const taken = running;
    running = undefined;
    return taken;
  }

  async function watch(started: SteeredProcess): Promise<void> {
    const end = await started.ended;
    if (running === started) died.resolve(`${name} ended (${end}):\n${started.tail}`);
  }
  return {
    get pid() {
      return running?.pid;
    },
    async start() {
      const started = await launch();
      running = started;
      void watch(started);
    },
    async kill() {
      const taken = take();
      taken?.signal('SIGKILL');
      await taken?.ended;
    },
    async stop() {
      const taken = take();
      taken?.signal('SIGTERM');
      return (await taken?.ended) ?? 0;
    },
    order: (order) => running?.order(order),
    freeze: () => running?.signal('SIGSTOP'),
    thaw: () => running?.signal('SIGCONT'),
    get tail() {
      return running?.tail ?? '';
    },
    died: died.promise,
  };
}
