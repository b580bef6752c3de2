import { expect, test } from 'vitest';
import { timedDepthOf } from './timed-depth-of.ts';

test('times every other query at the main depth, and the others at each of the further depths in turn', () => {
  const depths = { depth: 100, depths: [10, 100, 20, 20] };
  const timed = Array.from({ length: 8 }, (_, position) => timedDepthOf(position, depths));
  expect(timed).toEqual([100, 10, 100, 20, 100, 10, 100, 20]);
});

test('times all queries at the only depth there is', () => {
  expect([0, 1, 2].map((n) => timedDepthOf(n, { depth: 5, depths: [5] }))).toEqual([5, 5, 5]);
});
