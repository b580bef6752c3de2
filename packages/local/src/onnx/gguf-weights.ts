import { type FileHandle, open } from 'node:fs/promises';
import { type GgufFileInfo, readGgufFileInfo } from 'node-llama-cpp';
import { ModelFileError } from '../errors/model-file-error.ts';
import { weightFormatOf } from './dequantise.ts';

/** The tensors of a GGUF file, read one at a time. */
export class GgufWeights implements AsyncDisposable {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #info: GgufFileInfo;

  private constructor(path: string, file: FileHandle, info: GgufFileInfo) {
    this.#path = path;
    this.#file = file;
    this.#info = info;
  }

  /** Opens a file. @throws ModelFileError when it is no GGUF. */
  static async open(path: string): Promise<GgufWeights> {
    let info: GgufFileInfo;
    try {
      info = await readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false });
    } catch (cause) {
      throw new ModelFileError({ path, problem: 'is not a GGUF file', cause });
    }
    return new GgufWeights(path, await open(path), info);
  }

  get metadata(): GgufFileInfo['metadata'] {
    return this.#info.metadata;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /**
   * Reads a tensor as 32-bit floats, the first dimension running fastest.
   *
   * @throws ModelFileError when the file lacks it, or holds it in a type other than F32, F16, Q8_0 and Q4_0.
   */
  async read(name: string): Promise<Float32Array> {
    const tensor = this.#find(name);
    const format = tensor === undefined ? undefined : weightFormatOf(tensor.ggmlType);
    if (tensor === undefined || format === undefined) {
      const what = tensor === undefined ? 'is missing' : 'is of a type that cannot be converted';
      const problem = `its tensor ${name} ${what}; ONNX Runtime needs the file Q8_0 or f16`;
      throw new ModelFileError({ path: this.#path, problem });
    }
    const count = tensor.dimensions.reduce<number>((product, size) => product * Number(size), 1);
    const length = format.bytesOf(count);
    const position = Number(tensor.fileOffset);
    const { buffer, bytesRead } = await this.#file.read({
      buffer: Buffer.alloc(length),
      position,
    });
    if (bytesRead < length) {
      throw new ModelFileError({ path: this.#path, problem: 'is incomplete: get it again' });
    }
    const weights = new Float32Array(count);
    format.read(new DataView(buffer.buffer, buffer.byteOffset, length), weights);
    return weights;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  #find(name: string) {
    return this.#info.fullTensorInfo?.find((tensor) => tensor.name === name);
  }
}
