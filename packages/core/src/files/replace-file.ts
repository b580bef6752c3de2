import { openReplacement, type ReplacementOptions } from './open-replacement.ts';

/**
 * Writes a file whole or not at all; links are followed, and an existing file keeps its mode. See {@link openReplacement}.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { replaceFile } from '@lb-rerank/core/files';
 *
 * await replaceFile('fruit.json', '["apple"]', { newFileMode: 0o600 });
 * console.log(await readFile('fruit.json', 'utf8')); // ["apple"]
 * ```
 */
export async function replaceFile(
  path: string,
  content: string,
  options?: ReplacementOptions,
): Promise<void> {
  await using file = await openReplacement(path, options);
  await file.write(content);
  await file.commit();
}
