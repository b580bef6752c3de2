import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { StalledProcessError } from './stalled-process-error.ts';
import type { Ending, Work } from './start-process.ts';
import { waitUntilHealthy } from './wait-until-healthy.ts';

const PATIENCE = { idleMs: 300, longestMs: 60_000, countsTransfers: false };
const { idleMs } = PATIENCE;

const working = (printedBytes: number, processorMs: number, transferredBytes = 0): Work => ({
  printedBytes,
  group: { processorMs, transferredBytes },
});

/** A process that does some work in each millisecond, until it has ended. */
function processThat(work: (elapsedMs: number) => Work, endsAfterMs = Infinity) {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const ending: Ending = { exitCode: 1 };
  return {
    commandLine: 'engine --port 9',
    get hasEnded() {
      return elapsed() >= endsAfterMs;
    },
    ended: endsAfterMs === Infinity ? new Promise<never>(() => {}) : delay(endsAfterMs, ending),
    work: () => Promise.resolve(work(elapsed())),
    logTail: () => Promise.resolve('the last line'),
    kill: vi.fn<() => Promise<void>>(() => Promise.resolve()),
  };
}
const idle = () => working(10, 5);
const refused = () => Promise.reject(new Error('ECONNREFUSED'));
const silent = () => new Promise<never>(() => {});

test.each([
  ['prints', (ms: number) => working(ms, 0)],
  ['computes', (ms: number) => working(0, ms / 2)],
  ['does what the machine does not say', (): Work => ({ printedBytes: 0, group: undefined })],
])('waits many times the limit for a process that %s', async (_does, work) => {
  const startedAt = performance.now();
  const identify = () =>
    performance.now() - startedAt > 4 * idleMs ? Promise.resolve('ready') : refused();
  expect(await waitUntilHealthy(processThat(work), identify, PATIENCE)).toBe('ready');
});

test('stops a process that does nothing, with the last of its log and the reason', async () => {
  const started = processThat(idle);
  const waiting = waitUntilHealthy(started, refused, PATIENCE);
  await expect(waiting).rejects.toThrow(StalledProcessError);
  await expect(waiting).rejects.toMatchObject({
    message:
      'engine --port 9 did nothing for 0.3 s and was ended; the last of its output:\nthe last line',
    commandLine: 'engine --port 9',
    cause: { message: 'ECONNREFUSED' },
  });
  expect(started.kill).toHaveBeenCalledOnce();
});

test.each([
  ['the little that an idle engine computes', (ms: number) => working(0, ms / 100)],
  ['what an engine reads when it is asked', (ms: number) => working(0, 0, ms * 1000)],
])('takes %s for nothing', async (_what, work) => {
  const waiting = waitUntilHealthy(processThat(work), refused, PATIENCE);
  await expect(waiting).rejects.toThrow('did nothing');
});

test('stops a process that prints for ever and never answers', async () => {
  const started = processThat((ms) => working(ms, 0));
  const patience = { ...PATIENCE, longestMs: 900 };
  await expect(waitUntilHealthy(started, refused, patience)).rejects.toMatchObject({
    name: 'StalledProcessError',
    message: expect.stringContaining('took longer than 0.9 s'),
  });
  expect(started.kill).toHaveBeenCalledOnce();
});

test('stops an idle process whose answer never comes', async () => {
  const started = processThat(idle);
  await expect(waitUntilHealthy(started, silent, PATIENCE)).rejects.toThrow('did nothing');
  expect(started.kill).toHaveBeenCalledOnce();
});

test.each([
  ['refuses', refused],
  ['never answers', silent],
])('says at once that a process has ended, even one that %s', async (_does, identify) => {
  const started = processThat(idle, 50);
  await expect(waitUntilHealthy(started, identify)).rejects.toThrow('ended while starting');
});
