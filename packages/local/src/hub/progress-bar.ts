import { Presets, SingleBar } from 'cli-progress';
import type { DownloadProgress } from './download-file.ts';

const MEGABYTE = 1e6;
/** The time between two lines where nobody watches, as in a CI log. */
const LINE_EVERY_MS = 5000;

/** Shows a download on stderr, so that stdout stays the program's own. */
export function progressBar(title: string): {
  onProgress: (progress: DownloadProgress) => void;
  stop: () => void;
} {
  const bar = new SingleBar(
    {
      format: `${title} {bar} {percentage} % | {value} of {total} MB | {eta_formatted} left`,
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: LINE_EVERY_MS,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    onProgress({ downloadedBytes, totalBytes }) {
      const total = Math.round(totalBytes / MEGABYTE);
      if (!started) bar.start(total, 0);
      started = true;
      bar.setTotal(total);
      bar.update(Math.round(downloadedBytes / MEGABYTE));
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
