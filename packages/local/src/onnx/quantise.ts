/** Weights in signed bytes, a column for each row of what they were made of, and a scale for each column. */
export interface QuantisedColumns {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/**
 * The largest weight. Processors without VNNI add two products of a weight and an unsigned byte in 16 bits, where more than
 * 2 * 64 * 255 does not fit and is cut without a word.
 */
const LARGEST_WEIGHT = 64;
/** Weights that share a scale in the table of the vocabulary. */
export const TABLE_BLOCK = 32;
const LARGEST_IN_TABLE = 127;

/** Rounds a matrix of rows of `width` to 7 bits, a scale for each row, and turns its rows into columns. */
export function quantiseToColumns(rows: Float32Array, width: number): QuantisedColumns {
  const count = rows.length / width;
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row += 1) {
    const scale = largestOf(rows, row * width, width) / LARGEST_WEIGHT || 1;
    scales[row] = scale;
    for (let at = 0; at < width; at += 1) {
      values[at * count + row] = toEven(rows[row * width + at]! / scale);
    }
  }
  return { values, scales };
}

/** Rounds a table to 8 bits, a scale for each 32 weights; 128 stands for 0. */
export function quantiseTable(table: Float32Array): { values: Uint8Array; scales: Float32Array } {
  const values = new Uint8Array(table.length);
  const scales = new Float32Array(table.length / TABLE_BLOCK);
  for (let block = 0; block < scales.length; block += 1) {
    const first = block * TABLE_BLOCK;
    const scale = largestOf(table, first, TABLE_BLOCK) / LARGEST_IN_TABLE || 1;
    scales[block] = scale;
    for (let at = first; at < first + TABLE_BLOCK; at += 1) {
      values[at] = Math.round(table[at]! / scale) + 128;
    }
  }
  return { values, scales };
}

/** Rounds halves to the even number: all upwards would add up over a row. */
function toEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function largestOf(values: Float32Array, from: number, count: number): number {
  let largest = 0;
  for (let at = from; at < from + count; at += 1)
    largest = Math.max(largest, Math.abs(values[at]!));
  return largest;
}
