import { expect, test } from 'vitest';
import { closingLine } from './closing-line.ts';

const origin = { location: 'http://127.0.0.1:8000/v1', isStandIn: false, machine: '2 × EPYC' };

test('is JSON with the figures, rounded to five places', () => {
  const ndcg10 = { before: 2 / 3, after: 0.75 };
  const line = closingLine({
    ...origin,
    model: 'm',
    queries: 2,
    pairs: 100,
    ndcg10,
    totalMs: 3000,
  });
  expect(JSON.parse(line)).toEqual({
    ...origin,
    model: 'm',
    queries: 2,
    pairs: 100,
    ndcg10: { before: 0.66667, after: 0.75 },
    pairsPerSecond: 33.3,
  });
});

test('has null for what nobody judged and for the speed of nothing', () => {
  const line = closingLine({ ...origin, model: 'm', queries: 1, pairs: 0, totalMs: 0 });
  expect(JSON.parse(line)).toMatchObject({
    ndcg10: { before: null, after: null },
    pairsPerSecond: null,
  });
});
