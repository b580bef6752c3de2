import { timingSafeEqual } from 'node:crypto';
import { GatewayError } from '../errors/gateway-error.ts';
import type { ApiKey } from '../settings/api-key.ts';
import { hashOfKey } from './hash-of-key.ts';

/** Knows callers by their keys, of which it holds the hashes only. */
export class KeyRing {
  readonly #entries: readonly { readonly key: ApiKey; readonly hash: Buffer }[];

  constructor(keys: readonly ApiKey[]) {
    this.#entries = keys.map((key) => ({ key, hash: Buffer.from(key.sha256, 'hex') }));
  }

  /** Names the caller of a request; undefined where nobody needs a key. @throws GatewayError `unauthorized`. */
  callerOf({ headers }: Request): ApiKey | undefined {
    if (this.#entries.length === 0) return undefined;
    const key = presentedKey(headers);
    if (key === undefined) throw new GatewayError('unauthorized', 'a key is needed');
    const owner = this.#ownerOf(key);
    if (owner === undefined) throw new GatewayError('unauthorized', 'the key is not known here');
    return owner;
  }

  /** Compares every entry to the end, so that the time tells nothing. */
  #ownerOf(presented: string): ApiKey | undefined {
    const hash = Buffer.from(hashOfKey(presented), 'hex');
    let owner: ApiKey | undefined;
    for (const entry of this.#entries) {
      if (timingSafeEqual(entry.hash, hash)) owner = entry.key;
    }
    return owner;
  }
}

/** Reads the key that a request shows, in any of the headers that its clients use. */
function presentedKey(headers: Headers): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  return bearer ?? headers.get('x-api-key') ?? headers.get('api-key') ?? undefined;
}
