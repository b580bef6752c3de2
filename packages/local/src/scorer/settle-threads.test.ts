import type { Llama } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { settleThreads } from './settle-threads.ts';

/** A llama.cpp on a machine of so many cores, whose work takes as long as a function of the threads says. */
function machine({ cores, gpu = false }: { cores: number; gpu?: false | 'cuda' }) {
  const llama = { maxThreads: cores, gpu } as Llama;
  const tried = new Set<number>();
  let time = 0;
  async function settle(durationMs: (threads: number) => number): Promise<void> {
    const evaluate = async () => {
      tried.add(llama.maxThreads);
      time += durationMs(llama.maxThreads);
    };
    await settleThreads(llama, evaluate, () => time);
  }
  return { llama, tried, settle };
}

test('takes more threads as long as they help', async () => {
  const { llama, tried, settle } = machine({ cores: 6 });
  await settle((threads) => 240 / threads);
  expect([...tried]).toEqual([1, 2, 4, 6]);
  expect(llama.maxThreads).toBe(6);
});

test('goes back where threads wait for each other', async () => {
  const { llama, tried, settle } = machine({ cores: 8 });
  await settle((threads) => (threads > 2 ? 400 : 160 / threads));
  expect([...tried]).toEqual([1, 2, 4]);
  expect(llama.maxThreads).toBe(2);
});

test('gives a quick model one thread', async () => {
  const { llama, tried, settle } = machine({ cores: 8 });
  await settle(() => 5);
  expect([...tried]).toEqual([1]);
  expect(llama.maxThreads).toBe(1);
});

test('is not misled by a disturbance of short work', async () => {
  const { tried, settle } = machine({ cores: 8 });
  let calls = 0;
  await settle(() => ((calls += 1) === 1 ? 80 : 5));
  expect([...tried]).toEqual([1]);
});

test('measures once, however many scorers are made', async () => {
  const { settle } = machine({ cores: 2 });
  let calls = 0;
  const work = () => {
    calls += 1;
    return 120;
  };
  await Promise.all([settle(work), settle(work)]);
  expect(calls).toBe(2);
});

test('leaves it to the GPU where there is one', async () => {
  const { tried, settle } = machine({ cores: 8, gpu: 'cuda' });
  await settle(() => 5);
  expect([...tried]).toEqual([]);
});
