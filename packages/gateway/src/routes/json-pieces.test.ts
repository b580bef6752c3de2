import { expect, test } from 'vitest';
import { wireScore } from '../dialects/shared/wire-score.ts';
import { jsonPieces } from './json-pieces.ts';

test.each([
  [[{ index: 0, score: wireScore(0.5), text: undefined }, null, 'a "text"', undefined]],
  [{ id: 'x', none: undefined, meta: {}, output: { results: [{ a: [1, 2] }, {}] }, n: null }],
  [{ none: undefined }],
  [[]],
  [wireScore(1)],
])('writes what JSON.stringify writes: %j', (value) => {
  expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
});

test('writes each result by itself', () => {
  const results = Array.from({ length: 100 }, (_, index) => ({ index, text: 'x'.repeat(1000) }));
  const longest = Math.max(...[...jsonPieces({ results })].map((piece) => piece.length));
  expect(longest).toBeLessThan(1100);
});
