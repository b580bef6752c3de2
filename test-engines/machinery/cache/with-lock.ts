import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;
const SQLITE_BUSY = 5;

/**
 * Does a piece of work that no other caller does at the same time, in this process or in another.
 *
 * The lock is SQLite's own on an empty file, which the kernel frees when its holder dies, however it dies. The file stays.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(path);
  try {
    while (!isTaken(lock)) await delay(LOOK_AGAIN_MS);
    return await work();
  } finally {
    lock.close();
  }
}

function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    return false;
  }
}
