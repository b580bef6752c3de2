import type { FileHandle } from 'node:fs/promises';

/**
 * Tells if what stands in a file behind so many bytes begins as a line of it does, or breaks off within that; or is zeros,
 * which a power cut may leave where a line was to be.
 *
 * @example
 * ```ts
 * import { open, writeFile } from 'node:fs/promises';
 * import { isTornLine } from '@lb-rerank/evaluation';
 *
 * await writeFile('torn-line.jsonl', '{"key":1}\n{"ke');
 * await using file = await open('torn-line.jsonl');
 * console.log(await isTornLine(file, { start: 10, beginning: '{"key":' })); // true
 * ```
 */
export async function isTornLine(
  file: FileHandle,
  { start, beginning }: { readonly start: number; readonly beginning: string },
): Promise<boolean> {
  const buffer = Buffer.alloc(Buffer.byteLength(beginning));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  const found = buffer.subarray(0, bytesRead);
  return found[0] === 0 || found.equals(Buffer.from(beginning).subarray(0, bytesRead));
}
