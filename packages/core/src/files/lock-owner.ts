import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The process that holds a lock, as a lock file names it. */
export interface LockOwner {
  readonly token: string;
  readonly pid: number;
  /** The machine, and on Linux its world of process ids: a container has one of its own. */
  readonly machine: string;
}

/** The locks of this process. */
const held = new Set<string>();

/** Names this process as the owner of a lock, until it is told otherwise. */
export function ownLock(token: string): LockOwner & Disposable {
  held.add(token);
  const owner = { token, pid: process.pid, machine: thisMachine() };
  return { ...owner, [Symbol.dispose]: () => void held.delete(token) };
}

/** Reads the owner from a lock file; undefined for a file that is none. */
export function lockOwnerOf(text: string): LockOwner | undefined {
  try {
    const { token, pid, machine } = JSON.parse(text) as Partial<LockOwner>;
    if (typeof token !== 'string' || typeof machine !== 'string') return undefined;
    return Number.isSafeInteger(pid) ? { token, pid: pid as number, machine } : undefined;
  } catch {
    return undefined;
  }
}

/** Tells if the owner of a lock is known to have ended; of one on another machine nobody knows. */
export function hasEnded({ token, pid, machine: where }: LockOwner): boolean {
  if (where !== thisMachine()) return false;
  // A container's processes have the same ids after each start.
  if (pid === process.pid) return !held.has(token);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function thisMachine(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}
