import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Work } from './start-process.ts';
import { waitUntilHealthy } from './wait-until-healthy.ts';

const IDLE_MS = 300;

/** A process that does some work in each millisecond, until it has ended. */
function processThat(work: (elapsedMs: number) => Work, endsAfterMs = Infinity) {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  return {
    get hasEnded() {
      return elapsed() >= endsAfterMs;
    },
    ended: endsAfterMs === Infinity ? new Promise<never>(() => {}) : delay(endsAfterMs),
    work: () => Promise.resolve(work(elapsed())),
    logTail: () => Promise.resolve('the last line'),
    kill: vi.fn<() => Promise<void>>(() => Promise.resolve()),
  };
}
const idle = (): Work => ({ printedBytes: 10, processorMs: 5 });
const refused = () => Promise.reject(new Error('ECONNREFUSED'));

test.each([
  ['prints', (ms: number): Work => ({ printedBytes: ms, processorMs: 0 })],
  ['computes', (ms: number): Work => ({ printedBytes: 0, processorMs: ms / 2 })],
])('waits many times the limit for a process that %s', async (_does, work) => {
  const startedAt = performance.now();
  const identify = () =>
    performance.now() - startedAt > 4 * IDLE_MS ? Promise.resolve('ready') : refused();
  expect(await waitUntilHealthy(processThat(work), identify, IDLE_MS)).toBe('ready');
});

test('stops a process that does nothing, with the last of its log and the reason', async () => {
  const started = processThat(idle);
  await expect(waitUntilHealthy(started, refused, IDLE_MS)).rejects.toMatchObject({
    message: 'did nothing for 300 ms; the last of its log:\nthe last line',
    cause: { message: 'ECONNREFUSED' },
  });
  expect(started.kill).toHaveBeenCalledOnce();
});

test('takes the little that an idle engine computes for nothing', async () => {
  const started = processThat((ms) => ({ printedBytes: 0, processorMs: ms / 100 }));
  await expect(waitUntilHealthy(started, refused, IDLE_MS)).rejects.toThrow('did nothing');
});

test('says at once that a process has ended', async () => {
  const started = processThat(idle, 50);
  await expect(waitUntilHealthy(started, refused)).rejects.toThrow('ended while starting');
});
