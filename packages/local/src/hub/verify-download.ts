import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat, truncate } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ModelDownloadError } from '../errors/model-download-error.ts';
import { holdsModel } from '../gguf/holds-model.ts';
import type { HubFile } from './ask-hub.ts';
import { isWholeGguf } from '../gguf/is-whole-gguf.ts';
import { WEB_PAGE } from './web-page.ts';

/**
 * Holds a downloaded file against what the hub says of it, and, where that is no checksum, against what the file itself says of
 * its length; deletes it where they differ.
 *
 * @throws ModelDownloadError when it is no model file, as a network's sign-in page is none, or damaged.
 */
export async function verifyDownload(
  path: string,
  url: string,
  { bytes, sha256 }: HubFile,
): Promise<void> {
  // The downloader keeps its progress behind the file's end, and at times writes it once more after it has cut it off.
  if (bytes !== undefined && (await sizeOf(path)) > bytes) await truncate(path, bytes);
  const damage = await damageOf(path, { bytes, sha256 });
  if (damage === undefined) return;

  await rm(path, { force: true });
  throw new ModelDownloadError({ url, ...damage });
}

async function damageOf(
  path: string,
  { bytes, sha256 }: HubFile,
): Promise<{ problem: string; remedy: string } | undefined> {
  const size = await sizeOf(path);
  if (bytes !== undefined && size !== bytes) return damaged(`${size} of ${bytes} bytes`);
  if (!holdsModel(path))
    return { ...WEB_PAGE, problem: 'what arrived is no GGUF file and was deleted' };
  if (sha256 === undefined) {
    return (await isWholeGguf(path))
      ? undefined
      : damaged(`${size} bytes, which are no whole GGUF`);
  }
  return (await sha256Of(path)) === sha256 ? undefined : damaged('wrong checksum');
}

function damaged(how: string): { problem: string; remedy: string } {
  return { problem: `arrived damaged (${how}) and was deleted`, remedy: 'pull again' };
}

/** Of nothing the downloader makes no file. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
