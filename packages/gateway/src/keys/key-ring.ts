import { timingSafeEqual } from 'node:crypto';
import { GatewayError } from '../errors/gateway-error.ts';
import { type ApiKey, apiKeySchema } from '../settings/api-key.ts';
import type { KeySource } from '../settings/key-source.ts';
import { hashOfKey } from './hash-of-key.ts';
import { placeInKeys } from '../settings/place-in-keys.ts';

/** Knows callers by their keys, of which it holds the hashes only. */
export class KeyRing {
  readonly #keys: readonly ApiKey[] | KeySource;
  readonly #hashes = new WeakMap<ApiKey, { readonly sha256: string; readonly hash: Buffer }>();

  /** @throws TypeError where the function of keys gives what is none. */
  constructor(keys: readonly ApiKey[] | KeySource) {
    this.#keys = keys;
    // What cannot be used is told when the gateway is made, rather than to its first callers.
    for (const key of this.#current()) this.#hashOf(key);
  }

  /**
   * Names the caller of a request; undefined where nobody needs a key.
   *
   * @throws GatewayError `unauthorized`; TypeError where the function of keys gave what is none.
   */
  callerOf({ headers }: Request): ApiKey | undefined {
    const keys = this.#current();
    if (typeof this.#keys !== 'function' && keys.length === 0) return undefined;
    const shown = presentedKey(headers);
    if (shown === undefined) {
      const ways = '`Authorization: Bearer <key>`, `x-api-key: <key>` or `api-key: <key>`';
      const isBare = /^\S+$/.test(headers.get('authorization') ?? '');
      const problem = isBare
        ? 'there is no `Bearer` before what authorization holds'
        : 'a key is needed';
      throw new GatewayError('unauthorized', `${problem}: send it as ${ways}`);
    }
    const owner = this.#ownerOf(shown.key, keys);
    if (owner === undefined) {
      throw new GatewayError('unauthorized', `the key in ${shown.header} is not known here`);
    }
    const { expiresAt } = owner;
    if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
      throw new GatewayError('unauthorized', `the key ended at ${expiresAt.toISOString()}`);
    }
    return owner;
  }

  #current(): readonly ApiKey[] {
    return typeof this.#keys === 'function' ? this.#keys() : this.#keys;
  }

  /** Compares every entry to the end, so that the time tells nothing. */
  #ownerOf(presented: string, keys: readonly ApiKey[]): ApiKey | undefined {
    const hash = Buffer.from(hashOfKey(presented), 'hex');
    let owner: ApiKey | undefined;
    for (const key of keys) {
      if (timingSafeEqual(this.#hashOf(key), hash)) owner = key;
    }
    return owner;
  }

  /** Reads the hash of an entry, which nobody has checked yet if a function gave it. @throws TypeError. */
  #hashOf(key: ApiKey): Buffer {
    const known = this.#hashes.get(key);
    // An entry may have been given another key meanwhile.
    if (known !== undefined && known.sha256 === key.sha256) return known.hash;
    const { data, error } = apiKeySchema.safeParse(key);
    if (data === undefined) {
      const [issue] = error.issues;
      // No InvalidRequestError, which would blame the caller.
      throw new TypeError(
        `settings.keys() gave ${placeInKeys(issue?.path ?? [], key)}: ${issue?.message}`,
      );
    }
    const hash = Buffer.from(data.sha256, 'hex');
    this.#hashes.set(key, { sha256: data.sha256, hash });
    return hash;
  }
}

/** A key, and the header that it came in. */
interface PresentedKey {
  readonly key: string;
  readonly header: string;
}

/** Reads the key that a request shows, in the first of the headers that its clients use. */
function presentedKey(headers: Headers): PresentedKey | undefined {
  const authorization = headers.get('authorization') ?? '';
  const found = [
    ['authorization', /^Bearer +(\S+)$/i.exec(authorization)?.[1]],
    ['x-api-key', headers.get('x-api-key')],
    ['api-key', headers.get('api-key')],
    ['authorization', passwordIn(authorization)],
  ] as const;
  for (const [header, key] of found) {
    if (key !== undefined && key !== null) return { key, header };
  }
  return undefined;
}

/** Reads the password of Basic, which clients make of an address with a key in it; a key alone stands for the user. */
function passwordIn(authorization: string): string | undefined {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const [, user, password] =
    /^([^:]*):?(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return password || user || undefined;
}
