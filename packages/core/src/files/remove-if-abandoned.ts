import { rm } from 'node:fs/promises';
import { type FoundLock, makeLock, notALock, readLock } from './lock-files.ts';
import { hasEnded, lockOwnerOf } from './lock-owner.ts';

/** The time without a renewal after which the owner counts as ended, where nobody can ask. */
const SILENT_MS = 30_000;

/**
 * Watches a lock that another process holds: each call removes it if that process is known to have ended, or has not renewed it
 * for long by this process's own clock, and tells if the way is free.
 *
 * @param text names this process.
 * @throws InvalidRequestError where the file is no lock.
 */
export function removeIfAbandoned(path: string, text: string): () => Promise<boolean> {
  const isAbandoned = watch();
  const isRemovalAbandoned = watch();
  // Of those who find it abandoned at the same time the second would remove what the first has made since.
  const removal = `${path}.removal`;
  return async () => {
    const found = await readLock(path);
    if (found === undefined) return true;
    if (lockOwnerOf(found.text) === undefined && found.text !== '') throw notALock(path);
    if (!isAbandoned(found)) return false;
    if (!(await makeLock(removal, text))) {
      const other = await readLock(removal);
      if (other !== undefined && isRemovalAbandoned(other)) await rm(removal, { force: true });
      return false;
    }
    try {
      if ((await readLock(path))?.identity === found.identity) await rm(path, { force: true });
    } finally {
      await rm(removal, { force: true });
    }
    return true;
  };
}

/** Tells of a lock, each time it is looked at, if its owner has ended. */
function watch(): (found: FoundLock) => boolean {
  let seen: FoundLock | undefined;
  let seenAt = 0;
  return (found) => {
    if (found.identity !== seen?.identity || found.renewedAt !== seen.renewedAt) {
      seen = found;
      seenAt = performance.now();
    }
    const owner = lockOwnerOf(found.text);
    return (owner !== undefined && hasEnded(owner)) || performance.now() - seenAt > SILENT_MS;
  };
}
