import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';

const ASK_AGAIN_MS = 250;
/** A lock that was not renewed for so long belongs to a process that died. */
const STALE_MS = 10_000;

/**
 * Does a piece of work on a file that no other process does at the same time; waits for one that does.
 *
 * @param work is told whether it had to wait; its signal also ends when the lock is lost.
 */
export async function withFileLock<T>(
  path: string,
  { onNotice, signal }: { onNotice: (line: string) => void; signal: AbortSignal | undefined },
  work: (signal: AbortSignal, waited: boolean) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const ended = AbortSignal.any([lost.signal, ...(signal ? [signal] : [])]);
  const options = {
    realpath: false,
    stale: STALE_MS,
    onCompromised: (reason: Error) => lost.abort(reason),
  };
  let waited = false;
  for (;;) {
    ended.throwIfAborted();
    const release = await lock(path, options).catch((cause: unknown) => {
      if (!isLocked(cause)) throw cause;
    });
    if (release !== undefined) {
      try {
        return await work(ended, waited);
      } finally {
        if (!lost.signal.aborted) await release();
      }
    }
    if (!waited) onNotice(`Another process is fetching ${path}; waiting for it.`);
    waited = true;
    await sleep(ASK_AGAIN_MS, undefined, { signal: ended });
  }
}

function isLocked(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED';
}
