import { expect, test } from 'vitest';
import { wireScore } from './wire-score.ts';

test.each([
  [0, '0.0'],
  [1, '1.0'],
  [0.5, '0.5'],
  [7, '7.0'],
  [1 / 3, '0.333333333333333'],
  [20 / 3, '6.66666666666667'],
  [1e-9, '0.000000001'],
  [1e-300, '0.0'],
  [-13.5, '-13.5'],
])('writes %d as %s', (score, text) => {
  expect(JSON.stringify({ score: wireScore(score) })).toBe(`{"score":${text}}`);
});

test('writes no score with an exponent, or with more than 18 characters', () => {
  for (let n = 0; n < 10_000; n += 1) {
    const text = JSON.stringify([wireScore(Math.random() ** 20), wireScore(1 + 6 * Math.random())]);
    for (const one of text.slice(1, -1).split(',')) expect(one).toMatch(/^\d\.\d{1,15}$/);
  }
});
