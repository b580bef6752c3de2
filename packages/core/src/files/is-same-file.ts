import { stat } from 'node:fs/promises';

/**
 * Tells if two paths lead to one file, by a link, a hard link or a linked folder; false where one of them leads to none.
 *
 * @example
 * ```ts
 * import { link, writeFile } from 'node:fs/promises';
 * import { isSameFile } from '@lb-rerank/core/files';
 *
 * await writeFile('pears.txt', 'pears');
 * await link('pears.txt', 'more-pears.txt');
 * console.log(await isSameFile('pears.txt', './more-pears.txt')); // true
 * ```
 */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map(identityOf));
  return a !== undefined && a === b;
}

async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}
