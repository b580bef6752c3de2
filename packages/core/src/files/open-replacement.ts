import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { placeOf } from './place-of.ts';

/** A file that takes the place of another when it is whole; disposing it before that leaves all as it was. */
export interface Replacement extends AsyncDisposable {
  /** Resolves when the text is handed to the operating system. @throws its error, such as for a full disk. */
  write(content: string | Uint8Array): Promise<void>;
  /** Puts it into its place, once it is on the disk. */
  commit(): Promise<void>;
}

/** The permissions of a file that is made: the options of {@link openReplacement}. */
export interface ReplacementOptions {
  /** The permissions of a file that is not there yet, less the process's umask. @default 0o666 */
  readonly newFileMode?: number | undefined;
}

/** Characters of a name that the name beside it begins with; with more it could be too long for a file system. */
const NAME_LENGTH = 40;

/**
 * Opens what takes the place of a file, or of nothing, when it is committed. Until then it is written beside it.
 *
 * Links are followed, and a file that is there hands on its mode, and its owner where this user may give files away. What is no
 * file on a disk, such as a pipe, cannot be replaced and is written to at once.
 *
 * @throws the file system's error where there is no such folder, or it cannot be written.
 *
 * @example
 * ```ts
 * import { readFile, writeFile } from 'node:fs/promises';
 * import { openReplacement } from '@lb-rerank/core/files';
 *
 * await writeFile('best.txt', 'apples');
 * await using file = await openReplacement('best.txt');
 * await file.write('pears');
 * console.log(await readFile('best.txt', 'utf8')); // apples
 * await file.commit();
 * console.log(await readFile('best.txt', 'utf8')); // pears
 * ```
 */
export async function openReplacement(
  path: string,
  { newFileMode = 0o666 }: ReplacementOptions = {},
): Promise<Replacement> {
  const place = await placeOf(path);
  const found = await stat(place).catch(() => undefined);
  if (found !== undefined && !found.isFile()) {
    const file = await open(place, 'w');
    const close = once(() => file.close());
    return { write: writeTo(file), commit: close, [Symbol.asyncDispose]: close };
  }
  const name = basename(place).slice(0, NAME_LENGTH);
  const beside = join(dirname(place), `${name}.${randomBytes(4).toString('hex')}.partial`);
  const file = await open(beside, 'wx', found === undefined ? newFileMode : 0o600);
  const close = once(() => file.close());
  const drop = async () => {
    await close();
    // What was committed is no longer there.
    await rm(beside, { force: true });
  };
  try {
    if (found !== undefined) await handOn(found, file);
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    write: writeTo(file),
    async commit() {
      await file.sync();
      await close();
      await rename(beside, place);
    },
    [Symbol.asyncDispose]: drop,
  };
}

/** Gives a file the owner, as far as this user may, and the mode of another. */
async function handOn({ uid, gid, mode }: Owned, file: FileHandle): Promise<void> {
  const own = await file.stat();
  if (own.uid !== uid || own.gid !== gid) {
    await file.chown(uid, gid).catch(() => file.chown(own.uid, gid).catch(() => {}));
  }
  // Last, since a new owner takes some of it away.
  await file.chmod(mode & 0o7777);
}

interface Owned {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

function writeTo(file: FileHandle): Replacement['write'] {
  return (content) => file.appendFile(content);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
