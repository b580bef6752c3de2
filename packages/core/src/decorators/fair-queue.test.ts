import { expect, test } from 'vitest';
import { FairQueue, type QueuedCall, type QueuedPair } from './fair-queue.ts';

const limits = { maxPairsPerBatch: 4, batchTokens: 1000 };

function callOf(queue: FairQueue, query: string, passages: number, text = query): QueuedCall {
  const { promise, resolve, reject } = Promise.withResolvers<QueuedCall['answers']>();
  promise.catch(() => {});
  const call: QueuedCall = { answers: [], missing: passages, signal: undefined, resolve, reject };
  for (let position = 0; position < passages; position += 1) {
    queue.add({ call, position, pair: { query, passage: `${text}${position}` } });
  }
  return call;
}

/** Counts the pairs of each query. */
function queriesOf(batch: readonly QueuedPair[]): Record<string, number> {
  const groups = Object.entries(Object.groupBy(batch, ({ pair: { query } }) => query));
  return Object.fromEntries(groups.map(([query, pairs]) => [query, pairs!.length]));
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

test('lets no query with long passages keep the turns of the others', () => {
  const queue = new FairQueue({ maxPairsPerBatch: 32, batchTokens: 1000 });
  callOf(queue, 'long', 40, 'x'.repeat(600));
  callOf(queue, 'short', 3);
  // Half of the tokens are for each of both; what the other does not want is had again.
  expect(queriesOf(queue.take())).toEqual({ long: 4, short: 3 });
  callOf(queue, 'also long', 40, 'y'.repeat(600));
  expect(queriesOf(queue.take())).toEqual({ long: 2, 'also long': 2 });
});

test('gives each query its batch in turn where one passage is more than a share of it', () => {
  const queue = new FairQueue({ maxPairsPerBatch: 32, batchTokens: 1000 });
  for (const query of 'abc') callOf(queue, query, 2, 'x'.repeat(2500));
  const batches = Array.from({ length: 6 }, () => queriesOf(queue.take()));
  expect(batches).toEqual(['a', 'b', 'c', 'a', 'b', 'c'].map((query) => ({ [query]: 1 })));
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
