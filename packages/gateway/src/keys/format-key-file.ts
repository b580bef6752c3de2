import type { ApiKey } from '../settings/api-key.ts';

/**
 * Writes callers as the text of a key file, which `readKeyFile` reads.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createApiKey, formatKeyFile, readKeyFile } from '@lb-rerank/gateway';
 *
 * const { key, entry } = createApiKey('search');
 * const expiresAt = new Date('2031-01-01');
 * await writeFile('keys.json', formatKeyFile([{ ...entry, expiresAt }]), { mode: 0o600 });
 * const [caller] = await readKeyFile('keys.json');
 * console.log(caller?.expiresAt?.getUTCFullYear(), key.startsWith('lbr_')); // 2031 true
 * ```
 */
export function formatKeyFile(keys: readonly ApiKey[]): string {
  const entries = keys.map((key) => ({
    name: key.name,
    sha256: key.sha256,
    pairs_per_minute: key.pairsPerMinute,
    on_failure: key.onFailure,
    created_at: key.createdAt?.toISOString(),
    expires_at: key.expiresAt?.toISOString(),
  }));
  return `${JSON.stringify({ keys: entries }, null, 2)}\n`;
}
