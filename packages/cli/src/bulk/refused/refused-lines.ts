import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { basename, format, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
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
  readonly #written = createHash('sha256');
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

  /**
   * Puts the file into its place; none is made where no line was refused and none was there. An earlier one that holds anything else,
   * such as lines that were mended in it, is kept under a name of its own.
   *
   * @returns the path of the earlier file, if it was kept.
   * @throws JournalWriteError where that cannot be done.
   */
  async commit(): Promise<string | undefined> {
    const isEarlier = (await beginningOf(this.#path)) !== '';
    if (this.#count === 0 && !isEarlier) return undefined;
    await this.#flush();
    return this.#guarded(async () => {
      const kept = isEarlier
        ? await keepUnlessSame(this.#path, this.#written.digest('hex'))
        : undefined;
      await this.#file?.commit();
      return kept;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.[Symbol.asyncDispose]();
  }

  async #flush(): Promise<void> {
    const portion = Buffer.concat(this.#portion);
    this.#written.update(portion);
    await this.#guarded(async () => {
      this.#file ??= await openReplacement(this.#path);
      await this.#file.write(portion);
    });
    this.#portion = [];
    this.#bytes = 0;
  }

  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
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

/** Moves a file out of the way whose content has another hash; gives its new path. */
async function keepUnlessSame(path: string, hash: string): Promise<string | undefined> {
  const content = createHash('sha256');
  await pipeline(createReadStream(path), content);
  if (content.digest('hex') === hash) return undefined;
  const { mtime } = await stat(path);
  const { dir, name, ext } = parse(path);
  const kept = format({
    dir,
    name: `${name}.earlier-${mtime.toISOString().replaceAll(':', '-')}`,
    ext,
  });
  await rename(path, kept);
  return kept;
}
