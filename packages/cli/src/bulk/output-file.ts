import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { JournalWriteError, wholeLineBytes } from '@lb-rerank/evaluation';
import type { CommandContext } from '../command-context.ts';
import { SettingsError } from '../errors/settings-error.ts';

/** Where the lines of a bulk job go. */
export interface Output extends AsyncDisposable {
  /** Resolves when all lines are handed to the operating system. @throws JournalWriteError where the disk refuses them. */
  write(lines: readonly string[]): Promise<void>;
}

/** A file that is only ever added to, so that a job goes on behind what it holds. */
export class OutputFile implements Output {
  readonly path: string;
  /** What it held when it was opened, in bytes. */
  readonly size: number;
  /** What of that are whole lines: a kill may have broken off the last one. */
  readonly bytes: number;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, held: { size: number; bytes: number }) {
    this.path = path;
    this.size = held.size;
    this.bytes = held.bytes;
    this.#file = file;
  }

  /**
   * Opens a file, or makes it. Nothing of what it holds is touched.
   *
   * @param inputs absolute paths of what the job reads.
   * @throws SettingsError where it is one of them, or its name is that of a packed file.
   */
  static async open(
    path: string,
    inputs: readonly string[],
    context: Pick<CommandContext, 'folder'>,
  ): Promise<OutputFile> {
    const absolute = pathOf(path, inputs, context);
    const file = await open(absolute, 'a+');
    const { size } = await file.stat();
    return new OutputFile(absolute, file, { size, bytes: await wholeLineBytes(file) });
  }

  /** Makes a file anew; all else as in `open`. */
  static async create(
    path: string,
    inputs: readonly string[],
    context: Pick<CommandContext, 'folder'>,
  ): Promise<OutputFile> {
    const absolute = pathOf(path, inputs, context);
    return new OutputFile(absolute, await open(absolute, 'w'), { size: 0, bytes: 0 });
  }

  /** Whether what it held behind so many bytes, if anything, begins with a text or was broken off within it. */
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

function pathOf(
  path: string,
  inputs: readonly string[],
  { folder }: Pick<CommandContext, 'folder'>,
): string {
  const absolute = resolve(folder, path);
  if (absolute.endsWith('.gz')) {
    throw new SettingsError(`--output: ${path} would not be packed: leave out the .gz`);
  }
  if (inputs.includes(absolute)) throw new SettingsError(`--output: ${path} is the input itself`);
  return absolute;
}
