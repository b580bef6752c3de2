import { randomUUID } from 'node:crypto';
import { open, rm, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileLockLostError } from './file-lock-lost-error.ts';
import { ownLock } from './lock-owner.ts';
import { placeOf } from './place-of.ts';
import { readLock, removeIfAbandoned } from './remove-if-abandoned.ts';

const ASK_AGAIN_MS = 100;
const RENEW_MS = 2000;
const PUT_BACK_MS = 50;

/** A file that no other process writes to, until this is disposed. */
export interface FileLock extends AsyncDisposable {
  /** Whether another process had it first, so that the file may have changed. */
  readonly waited: boolean;
  /** Ends when the lock is lost, which takes a process that stood still for half a minute. */
  readonly signal: AbortSignal;
  /** Looks again whether it is held, before a write. @throws FileLockLostError where it is not. */
  requireHeld(): Promise<void>;
}

/** The listeners of a wait: the options of {@link lockFile}. */
export interface LockFileOptions {
  /** Takes a line for the user, once, where another process has the lock. @default nobody */
  readonly onNotice?: ((line: string) => void) | undefined;
  /** Ends waiting. @default none */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until no other process of ours works on a file, and keeps others waiting until the lock is disposed. It is a file
 * with `.lock` behind the name, which need not be there itself; links to one file share it.
 *
 * The lock of a process that was killed is taken over at once; on another machine, which nobody can ask, after 30 seconds without a
 * sign of life.
 *
 * @throws InvalidRequestError where something else has the lock's name; the file system's error where none can be made; the
 *   signal's reason when aborted.
 *
 * @example
 * ```ts
 * import { lockFile } from '@lb-rerank/core/files';
 *
 * await using lock = await lockFile('scores.jsonl');
 * console.log(lock.waited); // false
 * ```
 */
export async function lockFile(
  path: string,
  { onNotice, signal }: LockFileOptions = {},
): Promise<FileLock> {
  const place = await placeOf(path);
  const lockPath = `${place}.lock`;
  const owner = ownLock(randomUUID());
  let waited = false;
  try {
    const { [Symbol.dispose]: _, ...told } = owner;
    const text = JSON.stringify(told);
    const removeAbandoned = removeIfAbandoned(lockPath);
    for (;;) {
      signal?.throwIfAborted();
      if (await make(lockPath, text)) {
        return heldLock({ path: place, lockPath, text, waited, letGo: owner[Symbol.dispose] });
      }
      if (await removeAbandoned()) continue;
      if (!waited) onNotice?.(`Another process is writing ${path}; waiting for it.`);
      waited = true;
      await sleep(ASK_AGAIN_MS, undefined, { signal });
    }
  } catch (error) {
    owner[Symbol.dispose]();
    signal?.throwIfAborted();
    throw error;
  }
}

async function make(lockPath: string, text: string): Promise<boolean> {
  const file = await open(lockPath, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (file === undefined) return false;
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(lockPath, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

interface Held {
  readonly path: string;
  readonly lockPath: string;
  readonly text: string;
  readonly waited: boolean;
  readonly letGo: () => void;
}

function heldLock({ path, lockPath, text, waited, letGo }: Held): FileLock {
  const lost = new AbortController();
  let isReleased = false;
  const isOurs = async () => {
    const found = await readLock(lockPath);
    if (found !== undefined) return found.text === text;
    // Who took it for another's puts it back at once.
    await sleep(PUT_BACK_MS);
    return (await readLock(lockPath))?.text === text;
  };
  const requireHeld = async () => {
    if (!isReleased && !(await isOurs()) && !isReleased) lost.abort(new FileLockLostError(path));
    lost.signal.throwIfAborted();
  };
  // A renewal that fails is tried again by the next one, and before each write.
  const renewal = setInterval(() => {
    const now = new Date();
    requireHeld()
      .then(() => utimes(lockPath, now, now))
      .catch(() => {});
  }, RENEW_MS).unref();
  return {
    waited,
    signal: lost.signal,
    requireHeld,
    async [Symbol.asyncDispose]() {
      isReleased = true;
      clearInterval(renewal);
      if (await isOurs().catch(() => false)) await rm(lockPath, { force: true });
      letGo();
    },
  };
}
