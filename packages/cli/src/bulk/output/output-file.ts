import { type FileHandle, open } from 'node:fs/promises';
import {
  type FileLock,
  lockFile,
  type LockFileOptions,
  openReplacement,
} from '@lb-rerank/core/files';
import { isTornLine, JournalWriteError, measureWholeLines } from '@lb-rerank/evaluation';

/** The destination of a bulk job's lines. */
export interface Output extends AsyncDisposable {
  /** Resolves when all lines are handed to the operating system. @throws JournalWriteError where the disk refuses them. */
  write(lines: readonly string[]): Promise<void>;
}

/** A file that takes the place of another when it is whole. */
export interface ReplacingFile extends Output {
  /** Puts it into its place. @throws JournalWriteError where that cannot be done. */
  commit(): Promise<void>;
}

/** A file that is only ever added to, so that a job goes on behind what it holds. No other job writes to it meanwhile. */
export class OutputFile implements Output {
  readonly path: string;
  /** The size of the file when it was opened, in bytes. */
  readonly size: number;
  /** The bytes of its whole lines: a kill may have broken off the last one. */
  readonly bytes: number;
  readonly #file: FileHandle;
  readonly #lock: FileLock;

  private constructor(
    path: string,
    { file, lock, size, bytes }: { file: FileHandle; lock: FileLock; size: number; bytes: number },
  ) {
    this.path = path;
    this.size = size;
    this.bytes = bytes;
    this.#file = file;
    this.#lock = lock;
  }

  /** Opens a file, or makes it, once no other job writes to it. Nothing of what it holds is touched. */
  static async open(path: string, waiting: LockFileOptions): Promise<OutputFile> {
    const lock = await lockFile(path, waiting);
    let file: FileHandle | undefined;
    try {
      file = await open(path, 'a+');
      const { size } = await file.stat();
      return new OutputFile(path, { file, lock, size, bytes: await measureWholeLines(file) });
    } catch (error) {
      await file?.close();
      await lock[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Makes what takes the place of a file when it is committed; until then that file is as it was. */
  static async replace(path: string, waiting: LockFileOptions): Promise<ReplacingFile> {
    const lock = await lockFile(path, waiting);
    const free = () => lock[Symbol.asyncDispose]();
    const file = await openReplacement(path).catch((error: unknown) =>
      free().then(() => Promise.reject(error)),
    );
    return {
      write: (lines) =>
        written(path, async () => {
          if (lines.length > 0) await file.write(textOf(lines));
        }),
      commit: () =>
        written(path, async () => {
          await lock.requireHeld();
          await file.commit();
        }),
      async [Symbol.asyncDispose]() {
        await file[Symbol.asyncDispose]();
        await free();
      },
    };
  }

  /** Tells if the file, behind so many bytes, ends, begins with a text or breaks off within it. */
  async beginsAt(bytes: number, text: string): Promise<boolean> {
    // A pipe cannot be read, and holds nothing.
    return this.size <= bytes || isTornLine(this.#file, { start: bytes, beginning: text });
  }

  /** Cuts off what it held behind so many bytes. */
  async truncate(bytes: number): Promise<void> {
    // What is no file on a disk can hold nothing, and not be cut.
    if (bytes < this.size) await this.#file.truncate(bytes);
  }

  async write(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    await written(this.path, async () => {
      await this.#lock.requireHeld();
      await this.#file.appendFile(textOf(lines));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await this.#lock[Symbol.asyncDispose]();
  }
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

async function written(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new JournalWriteError(path, cause);
  }
}
