import type { FileHandle } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { GraphWriter } from './graph-writer.ts';

test('writes all of a constant to a disk that takes a part at a time', async () => {
  const written = new Uint8Array(20_000);
  const write = async (bytes: Uint8Array, from: number, length: number, position: number) => {
    const bytesWritten = Math.min(length, 3000);
    written.set(bytes.subarray(from, from + bytesWritten), position);
    return { bytesWritten, buffer: bytes };
  };
  const graph = new GraphWriter({ write } as unknown as FileHandle, 'weights.bin');
  const values = [1, 2].map((add) => Uint8Array.from({ length: 7000 }, (_, n) => n + add));
  for (const [n, data] of values.entries()) await graph.constant(`${n}`, 'uint8', [7000], data);
  // Each begins at a page.
  expect(graph.constants.map(({ data }) => data)).toEqual([
    { file: 'weights.bin', offset: 0, length: 7000 },
    { file: 'weights.bin', offset: 8192, length: 7000 },
  ]);
  expect(written.subarray(0, 7000)).toEqual(values[0]);
  expect(written.subarray(8192, 15_192)).toEqual(values[1]);
});
