import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgressBar } from './progress-bar.ts';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

test('tells a log how far it is every 10 seconds', async () => {
  const stream = new PassThrough();
  const progress = startProgressBar(41, stream);
  progress.update(3, { pairs: 90 });
  vi.advanceTimersByTime(19_000);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  stream.end();
  expect(await text(stream)).toBe('reranking: 3/41 queries, 90 pairs, 10 s\n');
});
