import type { FileHandle } from 'node:fs/promises';

const CHUNK = 65_536;
const LINE_END = 0x0a;

/** Cuts a file behind its last line end, as a process that was killed while it wrote left it; gives the bytes that stay. */
export async function dropTornLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(CHUNK);
  for (let end = size; end > 0; end -= CHUNK) {
    const start = Math.max(0, end - CHUNK);
    const { bytesRead } = await file.read(buffer, 0, end - start, start);
    const last = buffer.subarray(0, bytesRead).lastIndexOf(LINE_END);
    if (last === -1) continue;
    const kept = start + last + 1;
    if (kept < size) await file.truncate(kept);
    return kept;
  }
  if (size > 0) await file.truncate(0);
  return 0;
}
