import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';

/**
 * Resolves to the path behind all links, also where the last of them leads to nothing yet: there a file would be made.
 *
 * @throws the file system's error where there is no such folder, or links lead in a circle.
 *
 * @example
 * ```ts
 * import { symlink } from 'node:fs/promises';
 * import { placeOf } from '@lb-rerank/core/files';
 *
 * await symlink('not-yet.json', 'link.json');
 * console.log((await placeOf('link.json')) === (await placeOf('not-yet.json'))); // true
 * ```
 */
export async function placeOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // An open pipe, such as /dev/stdout may be, is there and has no place.
  if ((await stat(path).catch(() => undefined)) !== undefined) return path;
  const folder = await realpath(dirname(path));
  const target = await readlink(path).catch(() => undefined);
  if (target === undefined) return join(folder, basename(path));
  // Not joined: `..` behind a linked folder is that folder's parent, which only the file system knows.
  return placeOf(isAbsolute(target) ? target : `${folder}/${target}`);
}
