import { randomBytes } from 'node:crypto';
import type { ApiKey } from '../settings/api-key.ts';
import { hashOfKey } from './hash-of-key.ts';

/** Makes a key of 256 random bits, and the entry that knows it. The key is shown here and never again. */
export function createApiKey(name: string): { key: string; entry: ApiKey } {
  const key = `lbr_${randomBytes(32).toString('base64url')}`;
  return { key, entry: { name, sha256: hashOfKey(key) } };
}
