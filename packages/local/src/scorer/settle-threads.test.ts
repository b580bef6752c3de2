import type { Llama } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { settleThreads } from './settle-threads.ts';

/** A llama.cpp on a machine of so many cores, whose work takes as long as a function of the threads says. */
function machine({ cores, gpu = false }: { cores: number; gpu?: false | 'cuda' }) {
  const llama = { maxThreads: cores, gpu } as Llama;
  const tried: number[] = [];
  const evaluate = (durationMs: (threads: number) => number) => async () => {
    tried.push(llama.maxThreads);
    const until = performance.now() + durationMs(llama.maxThreads);
    while (performance.now() < until);
  };
  return { llama, tried, evaluate };
}

test('takes more threads as long as they help', async () => {
  const { llama, tried, evaluate } = machine({ cores: 6 });
  await settleThreads(
    llama,
    evaluate((threads) => 240 / threads),
  );
  expect(tried).toEqual([1, 2, 4, 6]);
  expect(llama.maxThreads).toBe(6);
});

test('goes back where threads wait for each other', async () => {
  const { llama, tried, evaluate } = machine({ cores: 8 });
  await settleThreads(
    llama,
    evaluate((threads) => (threads > 2 ? 400 : 160 / threads)),
  );
  expect(tried).toEqual([1, 2, 4]);
  expect(llama.maxThreads).toBe(2);
});

test('gives a quick model one thread', async () => {
  const { llama, tried, evaluate } = machine({ cores: 8 });
  await settleThreads(
    llama,
    evaluate(() => 5),
  );
  expect(tried).toEqual([1]);
  expect(llama.maxThreads).toBe(1);
});

test('measures once, however many scorers are made', async () => {
  const { llama, tried, evaluate } = machine({ cores: 2 });
  const work = evaluate(() => 60);
  await Promise.all([settleThreads(llama, work), settleThreads(llama, work)]);
  expect(tried).toEqual([1, 2]);
});

test('leaves it to the GPU where there is one', async () => {
  const { llama, tried, evaluate } = machine({ cores: 8, gpu: 'cuda' });
  await settleThreads(
    llama,
    evaluate(() => 5),
  );
  expect(tried).toEqual([]);
});
