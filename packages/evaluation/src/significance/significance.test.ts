import { describe, expect, test } from 'vitest';
import { evaluate } from '../metrics/evaluate.ts';
import type { Qrels } from '../qrels/qrels.ts';
import { bootstrapInterval } from './bootstrap-interval.ts';
import { pairedDifferences } from './paired-differences.ts';
import { randomisationTest } from './randomisation-test.ts';

const EIGHT = [0.1, 0.2, -0.05, 0.3, 0.15, 0.02, -0.1, 0.25];

/** Every combination of signs, which eight differences have few enough of. */
function exactPValue(differences: readonly number[]): number {
  const sumOf = (signs: number) =>
    Math.abs(
      differences.reduce((sum, value, bit) => sum + (signs & (1 << bit) ? -value : value), 0),
    );
  const sums = Array.from({ length: 2 ** differences.length }, (_, signs) => sumOf(signs));
  return sums.filter((sum) => sum >= sums[0]! - 1e-12).length / sums.length;
}

describe('randomisationTest', () => {
  test('comes near the exact answer of all sign combinations', () => {
    const { difference, pValue } = randomisationTest(EIGHT, { rounds: 50_000 });
    expect(difference).toBeCloseTo(0.10875, 12);
    expect(Math.abs(pValue - exactPValue(EIGHT))).toBeLessThan(0.01);
  });

  test('gives the same answer for the same seed and about the same for another', () => {
    const first = randomisationTest(EIGHT, { seed: 7 });
    expect(randomisationTest(EIGHT, { seed: 7 })).toEqual(first);
    expect(Math.abs(randomisationTest(EIGHT, { seed: 8 }).pValue - first.pValue)).toBeLessThan(
      0.02,
    );
  });

  test('finds nothing where nothing differs', () => {
    expect(randomisationTest([0, 0, 0])).toEqual({ difference: 0, pValue: 1 });
  });

  test('finds no p-value of 0 where everything differs', () => {
    const { pValue } = randomisationTest(
      Array.from({ length: 100 }, () => 0.2),
      { rounds: 999 },
    );
    expect(pValue).toBeCloseTo(0.001, 12);
  });
});

describe('bootstrapInterval', () => {
  test('comes near the normal interval of many values', () => {
    const values = Array.from({ length: 400 }, (_, n) => (n % 2 === 0 ? 0 : 1));
    const { mean, low, high } = bootstrapInterval(values, { rounds: 4000 });
    expect(mean).toBe(0.5);
    expect(Math.abs(low - (0.5 - 1.96 * 0.025))).toBeLessThan(0.005);
    expect(Math.abs(high - (0.5 + 1.96 * 0.025))).toBeLessThan(0.005);
  });

  test('gives the same interval for the same seed, and a wider one for more confidence', () => {
    const usual = bootstrapInterval(EIGHT, { rounds: 2000 });
    const wide = bootstrapInterval(EIGHT, { rounds: 2000, confidence: 0.99 });
    expect(bootstrapInterval(EIGHT, { rounds: 2000 })).toEqual(usual);
    expect(wide.low).toBeLessThan(usual.low);
    expect(wide.high).toBeGreaterThan(usual.high);
  });

  test('has no width around a single value', () => {
    expect(bootstrapInterval([0.4], { rounds: 10 })).toEqual({ mean: 0.4, low: 0.4, high: 0.4 });
  });
});

test.each([
  ['nothing', () => randomisationTest([]), /differences must not be empty/],
  ['NaN', () => bootstrapInterval([1, Number.NaN]), /values\[1\]/],
  ['no rounds', () => randomisationTest([1], { rounds: 0 }), /rounds/],
  ['certainty', () => bootstrapInterval([1], { confidence: 1 }), /confidence/],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message);
});

describe('pairedDifferences', () => {
  const qrels: Qrels = new Map([
    ['1', new Map([['a', 1]])],
    ['2', new Map([['a', 1]])],
  ]);
  const first = new Map([
    ['a', 2],
    ['b', 1],
  ]);
  const second = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const metrics = ['mrr'] as const;
  const before = evaluate({
    qrels,
    run: new Map([
      ['1', second],
      ['2', first],
    ]),
    metrics,
  });

  test('subtracts query by query', () => {
    const after = evaluate({
      qrels,
      run: new Map([
        ['2', second],
        ['1', first],
      ]),
      metrics,
    });
    expect(pairedDifferences(before, after, 'mrr')).toEqual([0.5, -0.5]);
  });

  test('refuses evaluations of different queries', () => {
    const after = evaluate({ qrels, run: new Map([['1', first]]), metrics });
    expect(() => pairedDifferences(before, after, 'mrr')).toThrow(/after lacks query 2/);
    expect(() => pairedDifferences(after, before, 'mrr')).toThrow(/before lacks query 2/);
  });
});
