import { randomUUID } from 'node:crypto';
import { rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScoreRequest } from '../scorer/scorer.ts';
import { FileLockLostError } from './file-lock-lost-error.ts';
import { UnwritableFileError } from './unwritable-file-error.ts';
import { ownLock } from './lock-owner.ts';
import { placeOf } from './place-of.ts';
import { makeLock, readLock } from './lock-files.ts';
import { removeIfAbandoned } from './remove-if-abandoned.ts';

const ASK_AGAIN_MS = 100;
const RENEW_MS = 2000;

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
export interface LockFileOptions extends Pick<ScoreRequest, 'signal'> {
  /** Takes a line for the user, once, where another process has the lock. @default nobody */
  readonly onNotice?: ((line: string) => void) | undefined;
}

/**
 * Waits until no other process of ours works on a file, and keeps others waiting until the lock is disposed. It is a file
 * with `.lock` behind the name, which need not be there itself; links to one file share it.
 *
 * What is no file on a disk, such as a pipe, needs no lock and has none. The lock of a process that was killed is taken over at once; on another machine, which nobody can ask, after 30 seconds without a
 * sign of life.
 *
 * @throws InvalidRequestError where something else has the lock's name; UnwritableFileError where none can be made, such as in a
 *   folder that is not there; the signal's reason when aborted.
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
  const place = await placeOf(path).catch((error: unknown) => {
    throw UnwritableFileError.of(path, error);
  });
  const found = await stat(place).catch(() => undefined);
  if (found !== undefined && !found.isFile()) return noLock();
  const lockPath = `${place}.lock`;
  const owner = ownLock(randomUUID());
  let waited = false;
  try {
    const { [Symbol.dispose]: _, ...told } = owner;
    const text = JSON.stringify(told);
    const removeAbandoned = removeIfAbandoned(lockPath, text);
    for (;;) {
      signal?.throwIfAborted();
      if (await makeLock(lockPath, text)) {
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
    throw UnwritableFileError.of(path, error);
  }
}

function noLock(): FileLock {
  return {
    waited: false,
    signal: new AbortController().signal,
    requireHeld: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
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
  const isOurs = async () => (await readLock(lockPath))?.text === text;
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
