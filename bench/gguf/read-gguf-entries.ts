/** One key of a GGUF file's header, with its value as the bytes that stand in the file. */
export interface GgufEntry {
  readonly key: string;
  readonly type: number;
  readonly value: Buffer;
}

const STRING = 8;
const ARRAY = 9;
/** Bytes of a value by its type's number (source: the GGUF specification). */
const FIXED_BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};

/** The keys and values of a GGUF file, version 2 or 3, in file order. */
export function readGgufEntries(file: Buffer): GgufEntry[] {
  const count = Number(file.readBigUInt64LE(16));
  let at = 24;
  return Array.from({ length: count }, () => {
    const keyEnd = endOfValue(file, at, STRING);
    const key = file.toString('utf8', at + 8, keyEnd);
    const type = file.readUInt32LE(keyEnd);
    const start = keyEnd + 4;
    at = endOfValue(file, start, type);
    return { key, type, value: file.subarray(start, at) };
  });
}

function endOfValue(file: Buffer, start: number, type: number): number {
  if (type === STRING) return start + 8 + Number(file.readBigUInt64LE(start));
  if (type !== ARRAY) return start + FIXED_BYTES[type]!;
  const itemType = file.readUInt32LE(start);
  const length = Number(file.readBigUInt64LE(start + 4));
  let end = start + 12;
  for (let item = 0; item < length; item += 1) end = endOfValue(file, end, itemType);
  return end;
}
