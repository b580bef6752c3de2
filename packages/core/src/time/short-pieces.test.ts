import { expect, test } from 'vitest';
import { ShortPieces } from './short-pieces.ts';

/** Keeps the thread busy. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('spreads many short pieces over rounds of the event loop', async () => {
  const pieces = new ShortPieces();
  let rounds = 0;
  let isDone = false;
  const count = () => {
    rounds += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const taken = Array.from({ length: 30 }, (_, n) =>
    pieces.take(() => {
      work(2);
      return n;
    }),
  );
  expect(await Promise.all(taken)).toEqual(taken.map((_, n) => n));
  isDone = true;
  // Three of them are more than one round has.
  expect(rounds).toBeGreaterThanOrEqual(9);
});

test('rejects with what a piece throws, and goes on behind it', async () => {
  const pieces = new ShortPieces();
  const failed = pieces.take(() => {
    throw new Error('broken');
  });
  await expect(failed).rejects.toThrow('broken');
  expect(await pieces.take(() => 3)).toBe(3);
});
