import { InvalidRequestError } from '@lb-rerank/core';
import type { ApiKey } from '../settings/api-key.ts';
import { hashOfKey } from './hash-of-key.ts';

const SHORTEST_KEY = 16;

/**
 * Reads callers from a variable such as `search=<key>,batch=<key>`, and keeps the hashes only.
 *
 * @throws InvalidRequestError naming the entry that cannot be used, never the key.
 *
 * @example
 * ```ts
 * import { keysOfEnvironment } from '@lb-rerank/gateway';
 *
 * const keys = keysOfEnvironment('search=0123456789abcdef,batch=fedcba9876543210');
 * console.log(keys.map(({ name }) => name).join()); // search,batch
 * ```
 */
export function keysOfEnvironment(value: string): ApiKey[] {
  return value
    .split(',')
    .filter((entry) => entry.trim() !== '')
    .map((entry, index) => {
      const [, name, key] = /^\s*([\w.-]{1,64})=(\S+)\s*$/.exec(entry) ?? [];
      if (name === undefined || key === undefined) {
        throw new InvalidRequestError(
          `keys[${index}]`,
          'must look like name=key, by a name of up to 64 letters, digits, dots, dashes or underscores',
        );
      }
      if (key.length < SHORTEST_KEY) {
        // Not by its name, which is a secret itself where a key that ends with "=" was given without one.
        const problem = `must have a key of at least ${SHORTEST_KEY} characters, or it could be guessed`;
        throw new InvalidRequestError(`keys[${index}]`, problem);
      }
      return { name, sha256: hashOfKey(key) };
    });
}
