import { GgmlType } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { weightFormatOf } from './dequantise.ts';

/** As half precision. */
const HALF = [0x00, 0x38];
const MINUS_TWO = [0x00, 0xc0];
const SMALLEST = [0x01, 0x00];

function read(type: GgmlType, bytes: readonly number[], count: number): number[] {
  const format = weightFormatOf(type)!;
  expect(format.bytesOf(count)).toBe(bytes.length);
  const into = new Float32Array(count);
  format.read(new DataView(Uint8Array.from(bytes).buffer), into);
  return [...into];
}

test('reads half precision, down to its smallest number', () => {
  expect(read(GgmlType.F16, [...HALF, ...MINUS_TWO, ...SMALLEST], 3)).toEqual([0.5, -2, 2 ** -24]);
});

test('reads 32-bit floats', () => {
  const bytes = [...new Uint8Array(Float32Array.of(1.5, -3).buffer)];
  expect(read(GgmlType.F32, bytes, 2)).toEqual([1.5, -3]);
});

test('reads blocks of 8 bits', () => {
  const bytes = [...HALF, ...Array.from({ length: 32 }, (_, at) => (at === 0 ? 0xff : at))];
  expect(read(GgmlType.Q8_0, bytes, 32)).toEqual(
    Array.from({ length: 32 }, (_, at) => (at === 0 ? -0.5 : at / 2)),
  );
});

test('reads blocks of 4 bits: the lower halves first, then the upper', () => {
  const bytes = [...HALF, ...Array.from({ length: 16 }, () => 0xf0)];
  expect(read(GgmlType.Q4_0, bytes, 32)).toEqual(
    Array.from({ length: 32 }, (_, at) => (at < 16 ? -4 : 3.5)),
  );
});

test('knows no K-quants', () => {
  expect(weightFormatOf(GgmlType.Q4_K)).toBeUndefined();
});
