import { expect, test } from 'vitest';
import { quantiseTable, quantiseToColumns } from './quantise.ts';

test('gives each row a scale, and turns rows into columns', () => {
  const rows = Float32Array.of(1, -0.5, 0.25, 0.75, -0.75, 0);
  const { values, scales } = quantiseToColumns(rows, 3);
  expect([...scales]).toEqual([1 / 64, expect.closeTo(0.75 / 64, 8)]);
  expect([...values]).toEqual([64, 64, -32, -64, 16, 0]);
});

test('keeps two products within 16 bits, which processors without VNNI add them in', () => {
  const rows = Float32Array.from({ length: 64 }, () => Math.random() - 0.5);
  const { values } = quantiseToColumns(rows, 64);
  expect(Math.max(...values.map(Math.abs)) * 2 * 255).toBeLessThan(2 ** 15);
});

test('rounds halves to the even number', () => {
  const rows = Float32Array.of(128, 1, 3, 5, -1, -3, -5, 0);
  expect([...quantiseToColumns(rows, 8).values]).toEqual(
    [64, 0, 2, 2, -0, -2, -2, 0].map((n) => n + 0),
  );
});

test('gives a row of zeros zeros', () => {
  expect([...quantiseToColumns(new Float32Array(4), 4).values]).toEqual([0, 0, 0, 0]);
});

test('gives each 32 weights of a table a scale, around 128', () => {
  const table = Float32Array.from({ length: 64 }, (_, at) => (at < 32 ? at - 31 : 127));
  const { values, scales } = quantiseTable(table);
  expect([...scales]).toEqual([expect.closeTo(31 / 127, 6), 1]);
  expect([values[0], values[31], values[32]]).toEqual([1, 128, 255]);
});
