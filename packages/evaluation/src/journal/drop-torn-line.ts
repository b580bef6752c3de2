import type { FileHandle } from 'node:fs/promises';
import { measureWholeLines } from './measure-whole-lines.ts';

/** Cuts a file behind its last line end, as a process that was killed while it wrote left it; gives the bytes that stay. */
export async function dropTornLine(file: FileHandle): Promise<number> {
  const kept = await measureWholeLines(file);
  const { size } = await file.stat();
  if (kept < size) await file.truncate(kept);
  return kept;
}
