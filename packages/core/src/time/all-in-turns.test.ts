import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { allInTurns } from './all-in-turns.ts';

/** Holds this thread, as preparing a request does. */
function holdThread(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('allInTurns', () => {
  test('gives what each item comes to, in order, and starts all before any has ended', async () => {
    const started: number[] = [];
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const results = allInTurns([3, 1, 2], async (n) => {
      started.push(n);
      await go;
      return n * 10;
    });
    await setImmediate();
    expect(started).toEqual([3, 1, 2]);
    resolve();
    expect(await results).toEqual([30, 10, 20]);
  });

  test('lets other work of the process through between items that take long to prepare', async () => {
    const over = new AbortController();
    let turns = 0;
    const others = (async () => {
      for (; !over.signal.aborted; turns++) await setImmediate();
    })();
    await allInTurns(Array.from({ length: 20 }), async () => holdThread(3));
    over.abort();
    await others;
    expect(turns).toBeGreaterThanOrEqual(19);
  });

  test('rejects with what failed, although others were still to be started', async () => {
    const started: number[] = [];
    const failing = allInTurns([0, 1, 2], async (n) => {
      started.push(n);
      holdThread(3);
      if (n === 0) throw new Error('the first');
    });
    await expect(failing).rejects.toThrow('the first');
    expect(started).toEqual([0, 1, 2]);
  });

  test('gives nothing for nothing', async () => {
    expect(await allInTurns([], async () => 1)).toEqual([]);
  });
});
