import { getEventListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { untilAborted } from './until-aborted.ts';
import { type TimeLimit, withTimeLimit } from './with-time-limit.ts';

const never = ({ signal }: TimeLimit) => untilAborted(new Promise<never>(() => {}), signal);

test('ends work whose time is up, and says so', async () => {
  let limit: TimeLimit | undefined;
  const working = withTimeLimit(10, undefined, (given) => never((limit = given)));
  await expect(working).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(limit?.isOver).toBe(true);
});

test("ends work with the caller's reason, which is not a lack of time", async () => {
  const controller = new AbortController();
  const reason = new Error('gone');
  let limit: TimeLimit | undefined;
  const working = withTimeLimit(10_000, controller.signal, (given) => never((limit = given)));
  controller.abort(reason);
  await expect(working).rejects.toBe(reason);
  expect(limit?.isOver).toBe(false);
  const late = withTimeLimit(10_000, controller.signal, never);
  await expect(late).rejects.toBe(reason);
});

test('keeps nothing of work that is done, whatever its end', async () => {
  const { signal } = new AbortController();
  let aborted: AbortSignal | undefined;
  await withTimeLimit(20, signal, async (limit) => (aborted = limit.signal));
  await withTimeLimit(20, signal, () => Promise.reject(new Error('no'))).catch(() => {});
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await delay(40);
  expect(aborted?.aborted).toBe(false);
});

test.each([undefined, 1e15])('does not end work early with the limit %s', async (timeoutMs) => {
  const done = withTimeLimit(timeoutMs, undefined, ({ signal }) =>
    untilAborted(delay(20, 'done'), signal),
  );
  expect(await done).toBe('done');
});
