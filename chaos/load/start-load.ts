import { setTimeout as delay } from 'node:timers/promises';
import { type Tenant, TENANTS } from '../pairs/texts.ts';
import type { Draws } from '../random/draws.ts';
import { callGateway, type Scene } from './call-gateway.ts';
import { callRefused } from './call-refused.ts';
import type { Searcher } from './create-searcher.ts';
import { drawCall, newQuery } from './draw-call.ts';

const [CALLERS, SEARCHERS] = [8, 2];
const SHARE_OF_HANG_UPS = 0.03;
const [SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS] = [5, 150];

/** A load that goes on until it is paused or stopped. */
export interface Load {
  /** Resolves once nothing is in flight any more. */
  pause(): Promise<void>;
  resume(): void;
}

/** Starts callers of both tenants, in all dialects, some that are refused, and searchers. */
export function startLoad(scene: Scene, searcher: Searcher, draws: Draws): Load {
  let going = new AbortController();
  let working: Promise<unknown> = Promise.resolve();
  const workers = [
    ...Array.from({ length: CALLERS }, (_, n) =>
      callerOf(TENANTS[n % TENANTS.length]!, draws.apart()),
    ),
    ...Array.from({ length: SEARCHERS }, (_, n) =>
      searcherOf(TENANTS[n % TENANTS.length]!, draws.apart()),
    ),
    refusedOf(draws.apart()),
  ];
  resume();
  return {
    async pause() {
      going.abort();
      await working;
    },
    resume,
  };

  function resume(): void {
    going = new AbortController();
    const { signal } = going;
    working = Promise.all(workers.map((worker) => repeat(worker, signal)));
  }

  async function repeat(worker: () => Promise<number>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await delay(await worker());
  }

  function pauseOf(own: Draws): number {
    return own.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
  }

  function callerOf(tenant: Tenant, own: Draws) {
    return async () => {
      const hangUpAfterMs = own.isLucky(SHARE_OF_HANG_UPS) ? own.between(1, 30) : undefined;
      await callGateway(scene, drawCall(tenant, own), hangUpAfterMs);
      return pauseOf(own);
    };
  }

  function searcherOf(tenant: Tenant, own: Draws) {
    return async () => {
      await searcher.search(tenant, own.isLucky(0.5) ? newQuery() : own.between(0, 30));
      return 4 * pauseOf(own);
    };
  }

  function refusedOf(own: Draws) {
    return async () => {
      await callRefused(scene, own);
      return 4 * pauseOf(own);
    };
  }
}
