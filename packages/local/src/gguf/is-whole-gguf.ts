import { open, stat } from 'node:fs/promises';
import { readGgufFileInfo } from 'node-llama-cpp';

/** Bytes of the file's head: magic, version, and the counts of tensors and of metadata. */
const HEAD_BYTES = 24;
const NEWEST_VERSION = 3;
/** Far more than any model has. */
const MOST_ENTRIES = 100_000n;

/** Tells if a file is as long as the list of tensors at its beginning says; a part of the last one may be missing. */
export async function isWholeGguf(path: string): Promise<boolean> {
  // The reader would go on for ever with the counts that a text makes.
  if (!(await hasSoundHead(path))) return false;
  try {
    const { tensorInfo = [] } = await readGgufFileInfo(path, {
      logWarnings: false,
      sourceType: 'filesystem',
      // The vocabulary is most of what would be read.
      ignoreKeys: ['tokenizer.ggml.tokens', 'tokenizer.ggml.merges'],
    });
    const offsets = tensorInfo.map(({ fileOffset }) => Number(fileOffset));
    return Math.max(...offsets) < (await stat(path)).size;
  } catch {
    return false;
  }
}

async function hasSoundHead(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const counts = [buffer.readBigUInt64LE(8), buffer.readBigUInt64LE(16)];
  return (
    bytesRead === HEAD_BYTES &&
    buffer.readUInt32LE(4) <= NEWEST_VERSION &&
    counts.every((count) => count > 0n && count <= MOST_ENTRIES)
  );
}
