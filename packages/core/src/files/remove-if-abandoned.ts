import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { hasEnded, lockOwnerOf } from './lock-owner.ts';

/** The time without a renewal after which the owner counts as ended, where nobody can ask. */
const SILENT_MS = 30_000;

/** A lock file as it was found. */
interface FoundLock {
  /** The owner, or nothing while the file is being made. */
  readonly text: string;
  /** Differs from that of any other lock. */
  readonly identity: string;
  readonly renewedAt: bigint;
}

/** Reads a lock file; undefined where there is none. */
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

/**
 * Watches a lock that another process holds: each call removes it if that process is known to have ended, or has not renewed it
 * for long by this process's own clock, and tells if the way is free.
 *
 * @throws InvalidRequestError where the file is no lock.
 */
export function removeIfAbandoned(path: string): () => Promise<boolean> {
  let seen: FoundLock | undefined;
  let seenAt = 0;
  return async () => {
    const found = await readLock(path);
    if (found === undefined) return true;
    const owner = lockOwnerOf(found.text);
    if (owner === undefined && found.text !== '') throw notALock(path);
    if (found.identity !== seen?.identity || found.renewedAt !== seen.renewedAt) {
      seen = found;
      seenAt = performance.now();
    }
    const isAbandoned =
      (owner !== undefined && hasEnded(owner)) || performance.now() - seenAt > SILENT_MS;
    if (isAbandoned) await remove(path, found);
    return isAbandoned;
  };
}

/** Removes this very lock: by now another process may have removed it, and made its own. */
async function remove(path: string, { identity }: FoundLock): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readLock(aside))?.identity !== identity) {
    await link(aside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') return rename(aside, path);
    });
  }
  await rm(aside, { force: true });
}

function notALock(path: string): InvalidRequestError {
  return new InvalidRequestError(path, 'is in the way of a lock: move it, or name another file');
}
