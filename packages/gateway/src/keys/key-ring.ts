import { timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../settings/api-key.ts';
import { hashOfKey } from './hash-of-key.ts';

/** Knows callers by their keys, of which it holds the hashes only. */
export class KeyRing {
  readonly #entries: readonly { readonly key: ApiKey; readonly hash: Buffer }[];

  constructor(keys: readonly ApiKey[]) {
    this.#entries = keys.map((key) => ({ key, hash: Buffer.from(key.sha256, 'hex') }));
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Whose key this is; every entry is compared to the end, so that the time tells nothing. */
  ownerOf(presented: string): ApiKey | undefined {
    const hash = Buffer.from(hashOfKey(presented), 'hex');
    let owner: ApiKey | undefined;
    for (const entry of this.#entries) {
      if (timingSafeEqual(entry.hash, hash)) owner = entry.key;
    }
    return owner;
  }
}
