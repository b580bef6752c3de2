import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { printable } from '@lb-rerank/core/backend';
import { openReplacement, type Replacement } from '@lb-rerank/core/files';
import {
  JournalWriteError,
  type MalformedFileError,
  type OnMalformed,
} from '@lb-rerank/evaluation';
import { SettingsError } from '../../errors/settings-error.ts';

/** The line above each refused one. */
const REMARK = /^# line \d+ of /;
/** Bytes of an earlier file that show whose it is. */
const BEGINNING = 1024;
/** Bytes that are written at once. */
const PORTION = 65_536;

/** Tells whether a line is a remark that `RefusedLines` wrote above a refused one, so that a mended file can be read as it is. */
export function isRemark(line: string | Uint8Array): boolean {
  return typeof line === 'string' && REMARK.test(line);
}

/**
 * The lines of an input that cannot be used, to the byte, each below a remark with its number and the reason. The file takes the
 * place of an earlier one of the same input when it is committed, so that a job that goes on lists no line twice.
 */
export class RefusedLines implements AsyncDisposable {
  readonly #path: string;
  readonly #name: string;
  #file: Replacement | undefined;
  #portion: Buffer[] = [];
  #bytes = 0;
  #count = 0;
  #first: MalformedFileError | undefined;

  private constructor(path: string, input: string) {
    this.#path = path;
    this.#name = nameOf(input);
  }

  /**
   * Looks at the place of the file; nothing is made yet.
   *
   * @param argument the user's word for the file.
   * @throws SettingsError where a file is there that holds anything but the refused lines of that input.
   */
  static async open(
    path: string,
    { input, argument }: { readonly input: string; readonly argument: string },
  ): Promise<RefusedLines> {
    const beginning = await beginningOf(path);
    const isOurs =
      REMARK.test(beginning) && beginning.replace(REMARK, '').startsWith(`${nameOf(input)} `);
    if (beginning !== '' && !isOurs) {
      throw new SettingsError(
        `${argument} holds something else than the refused lines of ${nameOf(input)}: name another file by --refused-lines`,
      );
    }
    return new RefusedLines(path, input);
  }

  get count(): number {
    return this.#count;
  }

  /** The first refusal; undefined where there is none. */
  get first(): MalformedFileError | undefined {
    return this.#first;
  }

  /** Keeps a line. @throws JournalWriteError where the disk refuses it. */
  readonly add: OnMalformed = async (error, written) => {
    this.#count += 1;
    this.#first ??= error;
    const remark = `# line ${error.line} of ${this.#name} ${printable(error.problem)}\n`;
    const entry = Buffer.concat([Buffer.from(remark), Buffer.from(written), Buffer.from('\n')]);
    this.#portion.push(entry);
    this.#bytes += entry.length;
    if (this.#bytes >= PORTION) await this.#flush();
  };

  /** Puts the file into its place; none is made where no line was refused and none was there. @throws JournalWriteError where that cannot be done. */
  async commit(): Promise<void> {
    if (this.#count === 0 && (await beginningOf(this.#path)) === '') return;
    await this.#flush();
    await this.#written(async () => this.#file?.commit());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.[Symbol.asyncDispose]();
  }

  async #flush(): Promise<void> {
    await this.#written(async () => {
      this.#file ??= await openReplacement(this.#path);
      await this.#file.write(Buffer.concat(this.#portion));
    });
    this.#portion = [];
    this.#bytes = 0;
  }

  async #written(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      throw new JournalWriteError(this.#path, cause);
    }
  }
}

function nameOf(input: string): string {
  return printable(basename(input));
}

/** Reads how a file begins; nothing where there is none, or what is there is no file on a disk. */
async function beginningOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return '';
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
  return buffer.toString('utf8', 0, bytesRead);
}
