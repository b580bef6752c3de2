import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { SteeredPart } from '../parts/create-steered-part.ts';

/** Memory and handles of the gateway and of this process, in which the wrapped client works, both at rest. */
export interface Holdings {
  readonly gatewayHeapMb: number;
  readonly gatewayFiles: number;
  /** The requests and pairs that the gateway still counts as in work. */
  readonly gatewayInFlight: number;
  readonly ownHeapMb: number;
  readonly ownFiles: number;
}

/** The growth that fuller caches and kept connections explain. */
const ALLOWED: Holdings = {
  gatewayHeapMb: 60,
  gatewayFiles: 12,
  gatewayInFlight: 0,
  ownHeapMb: 60,
  ownFiles: 12,
};

/** Connections without a request are closed by then, in milliseconds. */
const IDLE_MS = 6500;
const COLLECT_MS = 1500;

/** Reads what is held, once nothing has been going on for a while. @param url leads to the gateway. */
export async function readHoldings(gateway: SteeredPart, url: string): Promise<Holdings> {
  await delay(IDLE_MS);
  gateway.order({ do: 'collect' });
  globalThis.gc?.();
  await delay(COLLECT_MS);
  const response = await fetch(`${url}/metrics`, { headers: { connection: 'close' } });
  const metrics = await response.text();
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
  return {
    gatewayHeapMb: Math.round(read('nodejs_heap_size_used_bytes') / 1e6),
    gatewayFiles: read('process_open_fds'),
    gatewayInFlight: read('lb_rerank_pairs_in_flight') + read('lb_rerank_requests_in_flight'),
    ownHeapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
    ownFiles: (await readdir('/proc/self/fd').catch(() => [])).length,
  };
}

/** Lists what has grown beyond what may grow, and what is left in work. */
export function problemsOfHoldings(before: Holdings, after: Holdings): string[] {
  const problems = (Object.keys(ALLOWED) as (keyof Holdings)[]).map((name) =>
    after[name] - before[name] <= ALLOWED[name]
      ? undefined
      : `${name} went from ${before[name]} to ${after[name]}`,
  );
  return problems.filter((problem) => problem !== undefined);
}
