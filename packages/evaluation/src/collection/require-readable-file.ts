import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { UnreadableFileError } from '../errors/unreadable-file-error.ts';

const PROBLEMS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `there is no file ${path}`,
  ENOTDIR: (path) => `there is no file ${path}`,
  EACCES: (path) => `${path} may not be read by this user`,
};

/**
 * Makes sure that a file can be read, before any work is done for it.
 *
 * @param argument the caller's word for it, such as `--run bm25.run`.
 * @throws UnreadableFileError naming the argument and the path.
 *
 * @example
 * ```ts
 * import { requireReadableFile, UnreadableFileError } from '@lb-rerank/evaluation';
 *
 * const refusal = await requireReadableFile('--run missing.run', 'missing.run').catch(
 *   (error: unknown) => error,
 * );
 * console.log(refusal instanceof UnreadableFileError); // true
 * ```
 */
export async function requireReadableFile(argument: string, path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const problem = PROBLEMS[code]?.(path) ?? `${path} cannot be read (${message})`;
    throw new UnreadableFileError(argument, problem, { path, cause });
  }
  if ((await stat(path)).isDirectory()) {
    throw new UnreadableFileError(argument, `${path} is a folder, and no file`, { path });
  }
}
