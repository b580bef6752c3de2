import type { FileHandle } from 'node:fs/promises';
import type { ElementType, OnnxConstant, OnnxGraph, OnnxNode, OnnxValue } from './encode-model.ts';
import { quantiseToColumns } from './quantise.ts';

type Data = Float32Array | Int8Array | Uint8Array | Int32Array | BigInt64Array;

const OWN = 'com.microsoft';
/** Files are mapped into memory by pages. */
const PAGE = 4096;
const INLINE_BYTES = 1024;
/** Zero where signed bytes are stored as unsigned ones. */
const ZERO = 128;

/** A graph in the making, whose larger constants go to a file as they come. */
export class GraphWriter implements OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxConstant[] = [];
  readonly inputs: OnnxValue[] = [];
  readonly outputs: OnnxValue[] = [];
  readonly #file: Pick<FileHandle, 'write'>;
  readonly #fileName: string;
  readonly #inBytes = new Map<string, { bytes: string; scale: string }>();
  #offset = 0;

  constructor(file: Pick<FileHandle, 'write'>, fileName: string) {
    this.#file = file;
    this.#fileName = fileName;
  }

  /** Adds a constant, and gives its name back. */
  async constant(
    name: string,
    type: ElementType,
    shape: readonly number[],
    values: Data,
  ): Promise<string> {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (bytes.length <= INLINE_BYTES) {
      this.constants.push({ name, type, shape, data: bytes });
      return name;
    }
    await this.#write(bytes);
    const place = { file: this.#fileName, offset: this.#offset, length: bytes.length };
    this.constants.push({ name, type, shape, data: place });
    this.#offset += Math.ceil(bytes.length / PAGE) * PAGE;
    return name;
  }

  /** Writes all of what is given: a disk that is nearly full takes a part without a word, and refuses the next. */
  async #write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const rest = bytes.length - from;
      const { bytesWritten } = await this.#file.write(bytes, from, rest, this.#offset + from);
      from += bytesWritten;
    }
  }

  /** Adds an operator of ONNX; its output has the name given. */
  add(
    operator: string,
    inputs: readonly string[],
    output: string,
    { integers, floats, own = false }: NodeOptions = {},
  ): string {
    this.addMany(operator, inputs, [output], { integers, floats, own });
    return output;
  }

  /** Adds an operator with several outputs; an empty name leaves one out. */
  addMany(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    { integers, floats, own = false }: NodeOptions = {},
  ): void {
    const domain = own ? OWN : undefined;
    this.nodes.push({ operator, domain, inputs, outputs, integers, floats });
  }

  /** Adds the constants that all layers in bytes share. */
  async begin(): Promise<void> {
    await this.constant('least', 'float32', [], Float32Array.of(1e-12));
    await this.constant('one', 'float32', [], Float32Array.of(1));
    await this.constant('step', 'float32', [], Float32Array.of(1 / 127));
    await this.constant('rounding', 'float32', [], Float32Array.of(ZERO + 0.5));
    await this.constant('zero', 'uint8', [], Uint8Array.of(ZERO));
    await this.constant('last axis', 'int64', [1], BigInt64Array.of(-1n));
  }

  /** Adds a linear layer in 32-bit floats. */
  async linear(
    input: string,
    name: string,
    { weights, width, bias }: LinearLayer & { readonly bias?: Float32Array },
  ): Promise<string> {
    const count = weights.length / width;
    const columns = turned(weights, width);
    const matrix = await this.constant(`${name} weights`, 'float32', [width, count], columns);
    const output = this.add('MatMul', [input, matrix], `${name} output`);
    if (bias === undefined) return output;
    const added = await this.constant(`${name} bias`, 'float32', [count], bias);
    return this.add('Add', [output, added], `${name} with bias`);
  }

  /** Adds a linear layer in whole numbers: weights of 7 bits with a scale a column, activations of 8 with one a token. */
  async linearInBytes(
    input: string,
    name: string,
    { weights, width }: LinearLayer,
  ): Promise<string> {
    const count = weights.length / width;
    const { values, scales } = quantiseToColumns(weights, width);
    const matrix = await this.constant(`${name} weights`, 'int8', [width, count], values);
    const scale = await this.constant(`${name} scales`, 'float32', [count], scales);
    const { bytes, scale: ofToken } = this.#toBytes(input);
    const inputs = [bytes, matrix, 'one', scale, 'zero'];
    const product = this.add('MatMulIntegerToFloat', inputs, `${name} product`, { own: true });
    return this.add('Mul', [product, ofToken], `${name} output`);
  }

  /** Rounds each token's activations to bytes, by a scale of its own: one for all would lose what is small beside an outlier. */
  #toBytes(input: string): { bytes: string; scale: string } {
    const known = this.#inBytes.get(input);
    if (known !== undefined) return known;
    const size = this.add('Abs', [input], `${input} size`);
    const largest = this.add('ReduceMax', [size, 'last axis'], `${input} largest`, {
      integers: { keepdims: 1 },
    });
    const some = this.add('Max', [largest, 'least'], `${input} largest, not 0`);
    const scale = this.add('Mul', [some, 'step'], `${input} scale`);
    const inverse = this.add('Reciprocal', [scale], `${input} inverse`);
    const steps = this.add('Mul', [input, inverse], `${input} steps`);
    const rounded = this.add('Add', [steps, 'rounding'], `${input} rounded`);
    const bytes = this.add('Cast', [rounded], `${input} bytes`, { integers: { to: 2 } });
    const made = { bytes, scale };
    this.#inBytes.set(input, made);
    return made;
  }
}

/** The weights of a linear layer: a row of `width` for each of its outputs. */
interface LinearLayer {
  readonly weights: Float32Array;
  readonly width: number;
}

function turned(rows: Float32Array, width: number): Float32Array {
  const count = rows.length / width;
  const columns = new Float32Array(rows.length);
  for (let row = 0; row < count; row += 1) {
    for (let at = 0; at < width; at += 1) columns[at * count + row] = rows[row * width + at]!;
  }
  return columns;
}

interface NodeOptions {
  readonly integers?: Readonly<Record<string, number>> | undefined;
  readonly floats?: Readonly<Record<string, number>> | undefined;
  /** Whether the operator is ONNX Runtime's own. */
  readonly own?: boolean | undefined;
}
