import { hash } from 'node:crypto';

/** What is kept of a key: its SHA-256 in hexadecimal, which is enough for keys that nobody can guess. */
export function hashOfKey(key: string): string {
  return hash('sha256', key, 'hex');
}
