import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** Keeps the thread busy. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('does long work one piece after the other, and leaves as much time to others', async () => {
  const turns = new Turns();
  const done: number[] = [];
  let ofOthers = 0;
  const others = setInterval(() => (ofOthers += 1), 1);
  const startedAt = performance.now();
  await Promise.all(
    [0, 1, 2, 3].map((n) =>
      turns.take(() => {
        work(20);
        done.push(n);
      }),
    ),
  );
  clearInterval(others);
  expect(done).toEqual([0, 1, 2, 3]);
  // Three pauses of 20 ms stand between four pieces.
  expect(performance.now() - startedAt).toBeGreaterThan(135);
  expect(ofOthers).toBeGreaterThan(3);
});

test('gives what the work gives, waits for no promise of it, and goes on behind a failure', async () => {
  const turns = new Turns();
  const slow = Promise.withResolvers<string>();
  const first = turns.take(() => slow.promise);
  const failed = turns.take(() => {
    throw new Error('broken');
  });
  await expect(failed).rejects.toThrow('broken');
  expect(await turns.take(() => 3)).toBe(3);
  slow.resolve('late');
  expect(await first).toBe('late');
});

test('does nothing for a caller that has gone', async () => {
  const turns = new Turns();
  const leaving = new AbortController();
  const first = turns.take(() => {
    work(5);
  });
  let isDone = false;
  const second = turns.take(() => (isDone = true), leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  await first;
  await delay(1);
  expect(isDone).toBe(false);
});
