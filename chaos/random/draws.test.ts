import { expect, test } from 'vitest';
import { drawsOf } from './draws.ts';

test('draws the same for the same seed, within the bounds', () => {
  const drawn = (seed: number) => {
    const draws = drawsOf(seed);
    return Array.from({ length: 200 }, () => draws.between(3, 5));
  };
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
  expect(new Set(drawn(1))).toEqual(new Set([3, 4, 5]));
});
