import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Engine } from './engine.ts';
import { startInTime } from './start-in-time.ts';

const LONGEST_MS = 60;
const stop = vi.fn<() => Promise<void>>(() => Promise.resolve());
const engine: Engine = {
  url: 'http://127.0.0.1:9',
  origin: 'docker',
  description: 'an engine',
  stop,
  kill: stop,
};

test('gives up a start that takes too long, and stops what comes of it later', async () => {
  const starting = startInTime(() => delay(3 * LONGEST_MS, engine), LONGEST_MS);
  await expect(starting).rejects.toThrow('took longer than 0.001 minutes');
  expect(stop).not.toHaveBeenCalled();
  await expect.poll(() => stop).toHaveBeenCalledOnce();
});

test('gives what starts in time, and the reason of what does not start', async () => {
  expect(await startInTime(() => Promise.resolve(engine))).toBe(engine);
  const failing = startInTime(() => Promise.reject(new Error('no space left')));
  await expect(failing).rejects.toThrow('no space left');
});
