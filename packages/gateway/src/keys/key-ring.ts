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
  const authorization = headers.get('authorization') ?? '';
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return (
    bearer ??
    headers.get('x-api-key') ??
    headers.get('api-key') ??
    passwordIn(authorization) ??
    undefined
  );
}

/** Reads the password of Basic, which clients make of an address with a key in it; a key alone stands for the user. */
function passwordIn(authorization: string): string | undefined {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const [, user, password] =
    /^([^:]*):?(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return password || user || undefined;
}
