import type { FileHandle } from 'node:fs/promises';

const CHUNK = 65_536;
const LINE_END = 0x0a;

/**
 * Measures the bytes of a file up to its last line end. Behind it stands at most a line that a kill broke off.
 *
 * @example
 * ```ts
 * import { open, writeFile } from 'node:fs/promises';
 * import { measureWholeLines } from '@lb-rerank/evaluation';
 *
 * await writeFile('whole.jsonl', '{"a":1}\n{"b"');
 * await using file = await open('whole.jsonl');
 * console.log(await measureWholeLines(file)); // 8
 * ```
 */
export async function measureWholeLines(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(CHUNK);
  for (let end = size; end > 0; end -= CHUNK) {
    const start = Math.max(0, end - CHUNK);
    const { bytesRead } = await file.read(buffer, 0, end - start, start);
    const last = buffer.subarray(0, bytesRead).lastIndexOf(LINE_END);
    if (last !== -1) return start + last + 1;
  }
  return 0;
}
