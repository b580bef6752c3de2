import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openReplacement, UnwritableFileError } from '@lb-rerank/core/files';

/** Characters that are written at once. */
const CHUNK = 65_536;

/**
 * Writes lines as they come, packed where the name ends in `.gz`; memory stays the same for any number of them. A file that is
 * there stays as it was until they all are written.
 *
 * @throws UnwritableFileError naming the file.
 */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  try {
    await using file = await openReplacement(path);
    const write = async (chunks: AsyncIterable<string | Uint8Array>) => {
      for await (const chunk of chunks) await file.write(chunk);
    };
    await (path.endsWith('.gz')
      ? pipeline(chunksOf(lines), createGzip(), write)
      : pipeline(chunksOf(lines), write));
    await file.commit();
  } catch (error) {
    throw UnwritableFileError.of(path, error);
  }
}

function* chunksOf(lines: Iterable<string>): Generator<string, void, undefined> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
