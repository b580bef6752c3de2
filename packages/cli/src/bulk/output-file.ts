import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { JournalWriteError, measureWholeLines } from '@lb-rerank/evaluation';

/** The destination of a bulk job's lines. */
export interface Output extends AsyncDisposable {
  /** Resolves when all lines are handed to the operating system. @throws JournalWriteError where the disk refuses them. */
  write(lines: readonly string[]): Promise<void>;
}

/** A file that takes the place of another when it is whole. */
export interface ReplacingFile extends Output {
  /** Puts it into its place. */
  commit(): Promise<void>;
}

/** A file that is only ever added to, so that a job goes on behind what it holds. */
export class OutputFile implements Output {
  readonly path: string;
  /** The size of the file when it was opened, in bytes. */
  readonly size: number;
  /** The bytes of its whole lines: a kill may have broken off the last one. */
  readonly bytes: number;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, held: { size: number; bytes: number }) {
    this.path = path;
    this.size = held.size;
    this.bytes = held.bytes;
    this.#file = file;
  }

  /** Opens a file, or makes it. Nothing of what it holds is touched. */
  static async open(path: string): Promise<OutputFile> {
    const file = await open(path, 'a+');
    const { size } = await file.stat();
    return new OutputFile(path, file, { size, bytes: await measureWholeLines(file) });
  }

  /** Makes a file anew. */
  static async create(path: string): Promise<OutputFile> {
    return new OutputFile(path, await open(path, 'w'), { size: 0, bytes: 0 });
  }

  /** Makes what takes the place of a file when it is committed; until then that file is as it was. */
  static async replace(path: string): Promise<ReplacingFile> {
    const place = await realpath(path).catch(() => path);
    const isSpecial = await stat(place).then(
      (found) => !found.isFile(),
      () => false,
    );
    if (isSpecial) return Object.assign(await OutputFile.create(place), { commit: async () => {} });
    const beside = `${place}.${process.pid}.partial`;
    const output = await OutputFile.create(beside);
    return Object.assign(output, {
      commit: () => rename(beside, place),
      // What was not committed goes; what was is no longer there.
      [Symbol.asyncDispose]: async () => {
        await OutputFile.prototype[Symbol.asyncDispose].call(output);
        await rm(beside, { force: true });
      },
    });
  }

  /** Tells if the file, behind so many bytes, ends, begins with a text or breaks off within it. */
  async beginsAt(bytes: number, text: string): Promise<boolean> {
    const wanted = Buffer.from(text).subarray(0, Math.max(0, this.size - bytes));
    const found = Buffer.alloc(wanted.length);
    await this.#file.read(found, 0, found.length, bytes);
    // Where a line was to be, a power cut may leave zeros.
    return found[0] === 0 || found.equals(wanted);
  }

  /** Cuts off what it held behind so many bytes. */
  async truncate(bytes: number): Promise<void> {
    // What is no file on a disk can hold nothing, and not be cut.
    if (bytes < this.size) await this.#file.truncate(bytes);
  }

  async write(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    try {
      await this.#file.appendFile(`${lines.join('\n')}\n`);
    } catch (cause) {
      throw new JournalWriteError(this.path, cause);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close();
  }
}
