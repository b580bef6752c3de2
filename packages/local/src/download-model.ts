import { join } from 'node:path';
import { createModelDownloader } from 'node-llama-cpp';
import { MODEL_FILE } from './model-file.ts';

/** How long the hub may take to answer at all before we go on without it. */
const ANSWER_WITHIN_MS = 2500;

/**
 * Downloads the LB Reranker into a folder, with a progress bar where there is a terminal; a download that was cut off goes
 * on where it stopped. Resolves to the file's path, or to undefined where the hub does not answer.
 *
 * @throws what the download itself fails with, once it has begun.
 */
export async function downloadModel(url: string, folder: string): Promise<string | undefined> {
  if (!(await answers(url))) return undefined;
  const downloader = await createModelDownloader({
    modelUri: url,
    dirPath: folder,
    fileName: MODEL_FILE,
    showCliProgress: process.stderr.isTTY,
    deleteTempFileOnCancel: false,
  });
  await downloader.download();
  return join(folder, MODEL_FILE);
}

async function answers(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await fetch(url, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}
