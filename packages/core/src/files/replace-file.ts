import { openReplacement, type ReplacementOptions } from './open-replacement.ts';
import { UnwritableFileError } from './unwritable-file-error.ts';

/**
 * Writes a file whole or not at all; links are followed, and an existing file keeps its mode. See {@link openReplacement}.
 *
 * @throws UnwritableFileError naming the file, such as for a full disk or a missing folder.
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
  try {
    await using file = await openReplacement(path, options);
    await file.write(content);
    await file.commit();
  } catch (error) {
    // A full disk says nothing of what was written, and the name of the file beside it would help nobody.
    throw UnwritableFileError.of(path, error);
  }
}
