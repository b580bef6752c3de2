import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Writes lines as they come, packed where the name ends in `.gz`; memory stays the same for any number of them. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  await (path.endsWith('.gz') ? pipeline(lines, createGzip(), file) : pipeline(lines, file));
}
