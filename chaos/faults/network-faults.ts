import type { Toxic } from '@lb-rerank/test-engines/toxiproxy';
import type { Draws } from '../random/draws.ts';
import type { Fault, FaultKind, Notice, Place } from './fault.ts';

type LinkPlace = Exclude<Place, 'gateway'>;
const LINKS: readonly LinkPlace[] = [
  'callers',
  'first model',
  'second model',
  'redis',
  'elasticsearch',
];

/** Notices of a bad link, by where it leads: of that to the shared cache nothing. */
const NOTICES: Readonly<Record<LinkPlace, readonly Notice[]>> = {
  callers: ['gateway'],
  'first model': ['models'],
  'second model': ['models'],
  redis: [],
  elasticsearch: ['engine'],
};

/** The network's troubles, one kind each. */
export const networkFaults: readonly FaultKind[] = [
  toxic('latency', (draws) => ({ latency: draws.between(50, 3000), jitter: 50 }), 'ms'),
  toxic('reset_peer', (draws) => ({ timeout: draws.between(0, 300) }), 'ms'),
  toxic('slow_close', (draws) => ({ delay: draws.between(500, 5000) }), 'ms'),
  // Without an end: what is sent is lost, and nobody hears of it.
  toxic('timeout', () => ({ timeout: 0 }), ''),
  toxic('bandwidth', (draws) => ({ rate: draws.between(1, 20) }), 'kB/s'),
  toxic('slicer', (draws) => ({ average_size: draws.between(1, 64), delay: 2000 }), 'bytes'),
  toxic('limit_data', (draws) => ({ bytes: draws.between(10, 5000) }), 'bytes'),
  function down({ links }, draws) {
    const place = draws.oneOf(LINKS);
    return {
      ...describe('down', 'down', place),
      isHiddenByOther: true,
      begin: () => links[place].cut(),
      end: () => links[place].restore(),
    };
  },
];

function toxic(
  type: Toxic['type'],
  attributesOf: (draws: Draws) => Record<string, number>,
  unit: string,
): FaultKind {
  return ({ links }, draws) => {
    const place = draws.oneOf(LINKS);
    const stream = draws.oneOf(['upstream', 'downstream'] as const);
    const attributes = attributesOf(draws);
    const amount = unit && ` of ${Object.values(attributes)[0]} ${unit}`;
    const name = `${type}${amount} ${stream}`;
    return {
      ...describe(name, type, place),
      begin: () => links[place].spoil({ type, stream, attributes }),
      end: () => links[place].restore(),
    };
  };
}

function describe(
  name: string,
  kind: string,
  place: LinkPlace,
): Pick<Fault, 'name' | 'kind' | 'place' | 'notices'> {
  return { name, kind, place, notices: NOTICES[place] };
}
