import { GgmlType } from 'node-llama-cpp';

const BLOCK = 32;

/** The bytes that hold so many weights, and the weights in them as 32-bit floats. */
interface Format {
  bytesOf(weights: number): number;
  read(view: DataView, into: Float32Array): void;
}

const FORMATS = new Map<GgmlType, Format>([
  [
    GgmlType.F32,
    {
      bytesOf: (weights) => weights * 4,
      read(view, into) {
        for (let at = 0; at < into.length; at += 1) into[at] = view.getFloat32(at * 4, true);
      },
    },
  ],
  [
    GgmlType.F16,
    {
      bytesOf: (weights) => weights * 2,
      read(view, into) {
        for (let at = 0; at < into.length; at += 1) into[at] = halfAt(view, at * 2);
      },
    },
  ],
  [
    GgmlType.Q8_0,
    {
      bytesOf: (weights) => (weights / BLOCK) * 34,
      read(view, into) {
        for (let first = 0, from = 0; first < into.length; first += BLOCK, from += 34) {
          const scale = halfAt(view, from);
          for (let at = 0; at < BLOCK; at += 1) {
            into[first + at] = scale * view.getInt8(from + 2 + at);
          }
        }
      },
    },
  ],
  [
    GgmlType.Q4_0,
    {
      bytesOf: (weights) => (weights / BLOCK) * 18,
      read(view, into) {
        for (let first = 0, from = 0; first < into.length; first += BLOCK, from += 18) {
          const scale = halfAt(view, from);
          for (let at = 0; at < BLOCK / 2; at += 1) {
            const two = view.getUint8(from + 2 + at);
            into[first + at] = scale * ((two & 15) - 8);
            into[first + BLOCK / 2 + at] = scale * ((two >> 4) - 8);
          }
        }
      },
    },
  ],
]);

/** Gives the format of a tensor's weights; undefined for one that is not read here, such as the K-quants. */
export function weightFormatOf(type: GgmlType): Format | undefined {
  return FORMATS.get(type);
}

function halfAt(view: DataView, at: number): number {
  const bits = view.getUint16(at, true);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
