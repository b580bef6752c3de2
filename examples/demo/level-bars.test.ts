import { expect, test } from 'vitest';
import { levelBars } from './level-bars.ts';

test('draws an empty bar for 0 and a full one for 1', () => {
  expect(levelBars([0, 0, 0.02, 0.14, 0.43, 0.5, 1])).toBe('▁▁▁▂▄▅█');
});

test('takes a probability that rounding put over 1 for 1', () => {
  expect(levelBars([1.0005, 0, 0, 0, 0, 0, 0])).toBe('█▁▁▁▁▁▁');
});
