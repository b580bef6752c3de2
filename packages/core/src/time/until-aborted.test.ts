import { getEventListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { untilAborted } from './until-aborted.ts';

const reason = new Error('the caller went away');

test.each([undefined, new AbortController().signal])(
  'gives what the work gives, be it no promise, under the signal %s',
  async (signal) => {
    expect(await untilAborted(delay(1, 7), signal)).toBe(7);
    expect(await untilAborted(7 as unknown as Promise<number>, signal)).toBe(7);
    await expect(untilAborted(Promise.reject(reason), signal)).rejects.toBe(reason);
  },
);

test("rejects with the signal's reason, before and while the work is done", async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise<never>(() => {}), controller.signal);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(untilAborted(Promise.resolve(7), controller.signal)).rejects.toBe(reason);
});

test('drops an answer, and an error, that comes too late', async () => {
  const controller = new AbortController();
  const { promise, reject } = Promise.withResolvers<number>();
  const waiting = untilAborted(promise, controller.signal);
  controller.abort(reason);
  reject(new Error('too late'));
  await expect(waiting).rejects.toBe(reason);
});

test('no longer listens to the signal when the work is done', async () => {
  const { signal } = new AbortController();
  await untilAborted(Promise.resolve(7), signal);
  await untilAborted(Promise.reject(reason), signal).catch(() => {});
  await delay(1);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
