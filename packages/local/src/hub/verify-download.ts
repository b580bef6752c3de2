import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat, truncate } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ModelDownloadError } from '../errors/model-download-error.ts';
import type { HubFile } from './ask-hub.ts';

/**
 * Holds a downloaded file against what the hub says of it, and deletes it where it differs.
 *
 * @throws ModelDownloadError when size or checksum differ.
 */
export async function verifyDownload(
  path: string,
  url: string,
  { bytes, sha256 }: HubFile,
): Promise<void> {
  // The downloader keeps its progress behind the file's end, and at times writes it once more after it has cut it off.
  if (bytes !== undefined && (await stat(path)).size > bytes) await truncate(path, bytes);
  const { size } = await stat(path);
  const wrongSize = bytes !== undefined && size !== bytes;
  if (!wrongSize && (sha256 === undefined || (await sha256Of(path)) === sha256)) return;

  await rm(path, { force: true });
  const problem = `arrived damaged (${wrongSize ? `${size} of ${bytes} bytes` : 'wrong checksum'}) and was deleted; pull again`;
  throw new ModelDownloadError({ url, problem });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
