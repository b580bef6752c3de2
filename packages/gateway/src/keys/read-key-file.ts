import { readFile } from 'node:fs/promises';
import type { ApiKey } from '../settings/api-key.ts';
import { parseKeyFile } from './parse-key-file.ts';
import { unreadableKeyFile } from './unreadable-key-file.ts';

/**
 * Reads callers from a JSON file:
 * `{"keys": [{"name", "sha256", "pairs_per_minute"?, "on_failure"?, "created_at"?, "expires_at"?}]}`, times as in
 * `2026-01-31T12:00:00Z`.
 *
 * @throws InvalidRequestError naming the file and what of it cannot be used.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createApiKey, readKeyFile } from '@lb-rerank/gateway';
 *
 * const { entry } = createApiKey('search');
 * await writeFile('keys.json', JSON.stringify({ keys: [entry] }));
 * const [caller] = await readKeyFile('keys.json');
 * console.log(caller?.name); // search
 * ```
 */
export async function readKeyFile(path: string): Promise<ApiKey[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadableKeyFile(path, cause);
  });
  return parseKeyFile(text, path);
}
