import { expect, test } from 'vitest';
import { FairQueue, type QueuedCall } from './fair-queue.ts';

const limits = { maxPairsPerBatch: 4, batchTokens: 1000 };

function callOf(queue: FairQueue, query: string, passages: number): QueuedCall {
  const { promise, resolve, reject } = Promise.withResolvers<QueuedCall['answers']>();
  promise.catch(() => {});
  const call: QueuedCall = { answers: [], missing: passages, signal: undefined, resolve, reject };
  for (let position = 0; position < passages; position += 1) {
    queue.add({ call, position, pair: { query, passage: `${query}${position}` } });
  }
  return call;
}

const taken = (queue: FairQueue) => queue.take().map(({ pair: { passage } }) => passage);

test('lets the lines of queries take turns, each with its share of a batch', () => {
  const queue = new FairQueue(limits);
  callOf(queue, 'a', 5);
  callOf(queue, 'b', 1);
  expect(taken(queue)).toEqual(['a0', 'a1', 'b0', 'a2']);
  callOf(queue, 'c', 2);
  expect(taken(queue)).toEqual(['a3', 'a4', 'c0', 'c1']);
  expect(queue.length).toBe(0);
});

test('forgets the pairs of one call, and leaves those of others with the same query', () => {
  const queue = new FairQueue(limits);
  const gone = callOf(queue, 'a', 2);
  callOf(queue, 'a', 1);
  callOf(queue, 'b', 1);
  queue.forget(gone);
  expect(queue.length).toBe(2);
  expect(taken(queue)).toEqual(['a0', 'b0']);
});

test('looks at no other queries when a call is given up', () => {
  const queue = new FairQueue(limits);
  const calls = Array.from({ length: 20_000 }, (_, n) => callOf(queue, `query ${n}`, 1));
  const startedAt = process.cpuUsage();
  for (const call of calls) queue.forget(call);
  const { user, system } = process.cpuUsage(startedAt);
  expect(queue.length).toBe(0);
  // Where each looks at all others, this takes the square of their number.
  expect((user + system) / 1e6).toBeLessThan(2);
});
