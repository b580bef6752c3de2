import { createClient } from '@keyv/redis';
import type { FaultKind } from './fault.ts';
import { GATEWAY_HEAP_MB } from '../parts/create-gateway.ts';

const HOUR_MS = 3_600_000;

/** The troubles of the machine, of which no caller may notice anything. */
export const machineFaults: readonly FaultKind[] = [
  function clockStep({ gateway }, draws) {
    const byMs = draws.oneOf([-1, 1]) * draws.between(1, 240 * HOUR_MS);
    const hours = (byMs / HOUR_MS).toFixed(1);
    return {
      name: `clock set by ${hours} hours, and back again`,
      kind: 'clock step',
      place: 'gateway',
      notices: [],
      begin: async () => gateway.order({ do: 'step clock', byMs }),
      end: async () => gateway.order({ do: 'step clock', byMs: 0 }),
    };
  },
  function littleHeap({ gateway }, draws) {
    const left = draws.between(150, 300);
    return {
      name: `${left} MB of heap left`,
      kind: 'memory pressure',
      place: 'gateway',
      notices: [],
      begin: async () => gateway.order({ do: 'fill heap', megabytes: GATEWAY_HEAP_MB - left }),
      end: async () => gateway.order({ do: 'fill heap', megabytes: 0 }),
    };
  },
  function fullCache({ redis }) {
    const limit = (maxmemory: string) => configure(redis.url, 'maxmemory', maxmemory);
    return {
      name: 'no memory left',
      kind: 'memory pressure',
      place: 'redis',
      notices: [],
      begin: () => limit('1'),
      end: () => limit('0'),
    };
  },
];

/** The disk that the gateway's log lies on is full. */
export const fullDisk: FaultKind = ({ disk }) => ({
  name: 'full disk',
  kind: 'full disk',
  place: 'gateway',
  notices: [],
  begin: async () => disk?.fill(),
  end: async () => disk?.empty(),
});

async function configure(url: string, name: string, value: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  try {
    await client.sendCommand(['CONFIG', 'SET', name, value]);
  } finally {
    client.destroy();
  }
}
