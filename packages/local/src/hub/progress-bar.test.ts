import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressBar } from './progress-bar.ts';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

test('a download is told by a line every 10 seconds where there is no terminal', async () => {
  const stream = new PassThrough();
  const { onProgress, stop } = progressBar('model.gguf', stream);
  onProgress({ downloadedBytes: 120_000_000, totalBytes: 480_000_000 });
  vi.advanceTimersByTime(10_000);
  onProgress({ downloadedBytes: 479_999_999, totalBytes: 480_000_000 });
  vi.advanceTimersByTime(10_000);
  stop();
  vi.advanceTimersByTime(60_000);
  stream.end();
  expect(await text(stream)).toBe(
    'model.gguf: 120 of 480 MB, 25 %, 10 s\nmodel.gguf: 480 of 480 MB, 99 %, 20 s\n',
  );
});
