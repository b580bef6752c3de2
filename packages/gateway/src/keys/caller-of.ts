import { GatewayError } from '../errors/gateway-error.ts';
import type { ApiKey } from '../settings/api-key.ts';
import type { KeyRing } from './key-ring.ts';
import { presentedKey } from './presented-key.ts';

/** Whose request it is; undefined where nobody needs a key. @throws GatewayError `unauthorized`. */
export function callerOf(ring: KeyRing, { headers }: Request): ApiKey | undefined {
  if (ring.isEmpty) return undefined;
  const key = presentedKey((name) => headers.get(name) ?? undefined);
  if (key === undefined) throw new GatewayError('unauthorized', 'a key is needed');
  const owner = ring.ownerOf(key);
  if (owner === undefined) throw new GatewayError('unauthorized', 'the key is not known here');
  return owner;
}
