import type { GatewaySettings, ServedGateway } from '@lb-rerank/gateway';
import { redisPlace } from '../settings/redis-place.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The facts about a gateway that has begun to listen. */
export interface ServingFacts {
  readonly gateway: Pick<ServedGateway, 'url' | 'metricsUrl'>;
  readonly gatewaySettings: GatewaySettings;
  readonly settings: Settings;
  /** The settings file's path. */
  readonly file: string | undefined;
  /** The servers' addresses, or the model file. */
  readonly location: string;
}

/** Writes what an operator wants to know of a gateway that begins: what it serves, to whom, and where to look. */
export function firstScreen(facts: ServingFacts): string {
  const { gateway, settings, file, location } = facts;
  const rows = [
    ['settings', file ?? 'no settings file'],
    ['keys', keysIn(facts.gatewaySettings)],
    ['cache', cacheIn(settings)],
    [
      'failure',
      settings.onFailure === 'passthrough'
        ? 'documents keep their order (passthrough)'
        : 'an error; --on-failure passthrough keeps the order instead',
    ],
    ['page', `${gateway.url}/`],
    ['docs', `${gateway.url}/docs`],
    ['metrics', gateway.metricsUrl],
  ];
  const lines = rows.map(([name = '', value = '']) => `  ${name.padEnd(9)}${value}\n`);
  return `lb-rerank serves ${location} at ${gateway.url}\n${lines.join('')}`;
}

function cacheIn({ redis }: Settings): string {
  return redis === undefined
    ? 'in memory'
    : `in memory, and shared through ${redisPlace(redis)} while that answers`;
}

function keysIn({ auth = true, keys = [] }: GatewaySettings): string {
  if (!auth) return 'not asked for: everybody is answered';
  const isWatched = typeof keys === 'function';
  const names = (isWatched ? keys() : keys).map(({ name }) => name);
  if (names.length === 0) return 'none: whoever reaches this address is answered';
  const watched = isWatched ? '; the key file is read again when it changes' : '';
  return `${[...new Set(names)].join(', ')}${watched}`;
}
