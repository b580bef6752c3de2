import { createModelDownloader } from 'node-llama-cpp';
import { ModelDownloadError } from '../errors/model-download-error.ts';

/** The progress of a download. */
export interface DownloadProgress {
  readonly downloadedBytes: number;
  readonly totalBytes: number;
}

/** The source and the target of a download, and its listeners. */
export interface DownloadOptions {
  readonly url: string;
  readonly folder: string;
  readonly fileName: string;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** The silence after which it counts as broken off, in milliseconds. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
}

/**
 * Downloads a file; a download that was broken off earlier goes on where it stopped, from the `.ipull` file beside it.
 *
 * @throws ModelDownloadError when it fails or stalls; the signal's reason when aborted.
 */
export async function downloadFile({
  url,
  folder,
  fileName,
  onProgress,
  stallMs,
  signal,
}: DownloadOptions): Promise<void> {
  const stalled = Promise.withResolvers<never>();
  const onStall = () => stalled.reject(new Error(`nothing arrived for ${stallMs} ms`));
  const onAbort = () => stalled.reject(signal.reason);
  // The downloader would go on asking a server that went away for ten minutes and more.
  const timer = setTimeout(onStall, stallMs);
  signal.addEventListener('abort', onAbort, { once: true });
  let cancel: (() => Promise<void>) | undefined;
  let isOver = false;
  async function download(): Promise<void> {
    const downloader = await createModelDownloader({
      modelUri: url,
      dirPath: folder,
      fileName,
      skipExisting: false,
      deleteTempFileOnCancel: false,
      onProgress({ downloadedSize, totalSize }) {
        timer.refresh();
        onProgress({ downloadedBytes: downloadedSize, totalBytes: totalSize });
      },
    });
    cancel = () => downloader.cancel();
    // It asks the hub before it can be cancelled, and would now fetch what nobody waits for.
    await (isOver ? cancel() : downloader.download());
  }

  try {
    signal.throwIfAborted();
    await Promise.race([download(), stalled.promise]);
  } catch (cause) {
    isOver = true;
    await cancel?.();
    signal.throwIfAborted();
    const problem = 'the download broke off; pull again, and it goes on where it stopped';
    throw new ModelDownloadError({ url, problem, cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
