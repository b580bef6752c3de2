import type { FileHandle } from 'node:fs/promises';
import { measureWholeLines } from './measure-whole-lines.ts';

/**
 * Cuts a file behind its last line end, as a process that was killed while it wrote left it; gives the bytes that stay.
 *
 * @example
 * ```ts
 * import { open, readFile, writeFile } from 'node:fs/promises';
 * import { dropTornLine } from '@lb-rerank/evaluation';
 *
 * await writeFile('torn.jsonl', '{"a":1}\n{"b"');
 * await using file = await open('torn.jsonl', 'r+');
 * await dropTornLine(file);
 * console.log((await readFile('torn.jsonl', 'utf8')).trim()); // {"a":1}
 * ```
 */
export async function dropTornLine(file: FileHandle): Promise<number> {
  const kept = await measureWholeLines(file);
  const { size } = await file.stat();
  if (kept < size) await file.truncate(kept);
  return kept;
}
