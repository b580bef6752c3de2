import { hash } from 'node:crypto';

/** Hashes a key with SHA-256, in hexadecimal. Keys that nobody can guess need no slower hash. */
export function hashOfKey(key: string): string {
  return hash('sha256', key, 'hex');
}
