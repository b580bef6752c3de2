import { startProgressLines } from '@lb-rerank/core/backend';
import { Presets, SingleBar } from 'cli-progress';
import type { DownloadProgress } from './download-file.ts';

const MEGABYTE = 1e6;

/** The progress of a download, and the end of showing it. */
export interface ShownDownload {
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly stop: () => void;
}

/** Shows a download on stderr, so that stdout stays the program's own: a bar on a terminal, a line every 10 seconds in a log. */
export function progressBar(
  title: string,
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean } = process.stderr,
): ShownDownload {
  return stream.isTTY === true ? barOn(stream, title) : linesOn(stream, title);
}

function barOn(stream: NodeJS.WritableStream, title: string): ShownDownload {
  const format = `${title} {bar} {percentage} % | {value} of {total} MB | {eta_formatted} left`;
  const bar = new SingleBar({ format, stream }, Presets.shades_classic);
  let started = false;
  return {
    onProgress({ downloadedBytes, totalBytes }) {
      const total = megabytes(totalBytes);
      if (!started) bar.start(total, 0);
      started = true;
      bar.setTotal(total);
      bar.update(megabytes(downloadedBytes));
    },
    stop() {
      if (started) bar.stop();
    },
  };
}

function linesOn(stream: NodeJS.WritableStream, title: string): ShownDownload {
  let progress: DownloadProgress;
  let lines: Disposable | undefined;
  const line = () => {
    const { downloadedBytes, totalBytes } = progress;
    const part = Math.floor((downloadedBytes / Math.max(1, totalBytes)) * 100);
    return `${title}: ${megabytes(downloadedBytes)} of ${megabytes(totalBytes)} MB, ${part} %`;
  };
  return {
    onProgress(now) {
      progress = now;
      lines ??= startProgressLines({ line, write: (text) => void stream.write(text) });
    },
    stop: () => lines?.[Symbol.dispose](),
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MEGABYTE);
}
