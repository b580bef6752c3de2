import { readFileSync } from 'node:fs';
import type { Weather } from './weather.ts';

const LOOK_MS = 200;
/** The share of the time for which a process may have to wait for a processor. */
const MOST_WAITING = 0.4;
/** The time after which all that waited is worked off, in milliseconds. */
const CATCH_UP_MS = 500;

/** The times in which the machine had no processor for what is judged, so that nobody could have been on time. */
export interface MachineWatch extends Disposable {
  /** The part of the time watched, in percent. */
  readonly starvedPercent: number;
  /** The wait for a processor so far, at each look that of the process that waited longest, in milliseconds. */
  readonly waitedMs: number;
}

/**
 * Watches how long processes wait for a processor, which Linux tells, and notes that as bad weather: other work on the machine
 * is no fault of the product.
 */
export function watchMachine(
  processIds: () => readonly (number | undefined)[],
  weather: Weather,
): MachineWatch {
  const startedAt = performance.now();
  let lookedAt = startedAt;
  let waits = new Map<number, number>();
  let over: (() => void) | undefined;
  let [starvedMs, waitedMs] = [0, 0];

  function look(): void {
    const now = performance.now();
    const known = waits;
    const ids = processIds().filter((id) => id !== undefined);
    waits = new Map(ids.map((id) => [id, waitOf(id)]));
    const news = [...waits].map(([id, ms]) => ms - (known.get(id) ?? ms));
    waitedMs += Math.max(0, ...news);
    if (Math.max(...news) > MOST_WAITING * (now - lookedAt)) {
      starvedMs += now - lookedAt;
      over ??= weather.begin(
        'no processor free',
        'machine',
        ['gateway', 'models', 'engine'],
        CATCH_UP_MS,
      );
    } else {
      over?.();
      over = undefined;
    }
    lookedAt = now;
  }
  const timer = setInterval(look, LOOK_MS);
  return {
    get starvedPercent() {
      return Math.round((100 * starvedMs) / (lookedAt - startedAt));
    },
    get waitedMs() {
      look();
      return waitedMs;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Reads for how long a process has waited for a processor, in milliseconds; 0 where the machine does not say. */
function waitOf(processId: number): number {
  try {
    return Number(readFileSync(`/proc/${processId}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
