import type { FileHandle } from 'node:fs/promises';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { isTornLine } from './is-torn-line.ts';
import { measureWholeLines } from './measure-whole-lines.ts';

/**
 * Cuts a file behind its last line end, as a process that was killed while it wrote left it; gives the bytes that stay.
 *
 * @param options.path how messages call the file.
 * @param options.beginning the text that each of its lines begins with.
 * @throws MalformedFileError where its end is no beginning of such a line; it is left as it is.
 *
 * @example
 * ```ts
 * import { open, readFile, writeFile } from 'node:fs/promises';
 * import { dropTornLine } from '@lb-rerank/evaluation';
 *
 * await writeFile('torn.jsonl', '{"a":1}\n{"b"');
 * await using file = await open('torn.jsonl', 'r+');
 * await dropTornLine(file, { path: 'torn.jsonl', beginning: '{' });
 * console.log((await readFile('torn.jsonl', 'utf8')).trim()); // {"a":1}
 * ```
 */
export async function dropTornLine(
  file: FileHandle,
  { path, beginning }: { readonly path: string; readonly beginning: string },
): Promise<number> {
  const kept = await measureWholeLines(file);
  const { size } = await file.stat();
  if (kept === size) return kept;
  if (!(await isTornLine(file, { start: kept, beginning }))) {
    throw new MalformedFileError({ path, problem: 'ends in a line of something else' });
  }
  await file.truncate(kept);
  return kept;
}
