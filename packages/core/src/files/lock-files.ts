import { open, rm } from 'node:fs/promises';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** A lock file as it was found. */
export interface FoundLock {
  /** The owner, or nothing while the file is being made. */
  readonly text: string;
  /** Differs from that of any other lock. */
  readonly identity: string;
  readonly renewedAt: bigint;
}

/** Makes a lock file, and tells if there was none. */
export async function makeLock(path: string, text: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (file === undefined) return false;
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

/** Reads a lock file; undefined where there is none. @throws InvalidRequestError for a folder. */
export async function readLock(path: string): Promise<FoundLock | undefined> {
  try {
    await using file = await open(path);
    const { ino, mtimeNs } = await file.stat({ bigint: true });
    const text = await file.readFile('utf8');
    return { text, identity: `${ino} ${text}`, renewedAt: mtimeNs };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR') throw notALock(path);
    throw error;
  }
}

/** Refuses what is no lock and has the name of one. */
export function notALock(path: string): InvalidRequestError {
  return new InvalidRequestError(path, 'is in the way of a lock: move it, or name another file');
}
