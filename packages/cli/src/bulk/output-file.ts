import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { dropTornLine, JournalWriteError } from '@lb-rerank/evaluation';
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
  /** What it held when it was opened. */
  readonly bytes: number;
  readonly #file: FileHandle;

  private constructor(path: string, bytes: number, file: FileHandle) {
    this.path = path;
    this.bytes = bytes;
    this.#file = file;
  }

  /**
   * Opens a file, or makes it, without the line that a kill broke off.
   *
   * @throws SettingsError where it is the job's input.
   */
  static async open(
    path: string,
    input: string,
    { folder }: Pick<CommandContext, 'folder'>,
  ): Promise<OutputFile> {
    const absolute = resolve(folder, path);
    if (absolute === input) throw new SettingsError(`--output: ${path} is the input itself`);
    const file = await open(absolute, 'a+');
    return new OutputFile(absolute, await dropTornLine(file), file);
  }

  /** Cuts off all that stands behind so many bytes. */
  async truncate(bytes: number): Promise<void> {
    await this.#file.truncate(bytes);
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
