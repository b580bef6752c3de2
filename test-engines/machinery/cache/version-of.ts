import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Gives a short name for the contents of files, for the folder of the cache that is built from them. */
export async function versionOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('hex').slice(0, 12);
}
