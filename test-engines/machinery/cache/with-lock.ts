import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

import { reportProgress } from '../report-progress.ts';

const LOOK_AGAIN_MS = 250;
/** A shorter wait is not worth a line. */
const SILENT_MS = 1_000;
const SQLITE_BUSY = 5;

/**
 * Does a piece of work that no other caller does at the same time, in this process or in another.
 *
 * The lock is SQLite's own on an empty file, which the kernel frees when its holder dies, however it dies. The file stays.
 * A file beside it names the holder, for those who wait to say.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  report: (name: string, message: string) => void = reportProgress,
): Promise<T> {
  const lock = new DatabaseSync(path);
  const holderPath = `${path}.holder`;
  try {
    const startedAt = performance.now();
    let isSilent = true;
    while (!isTaken(lock)) {
      if (isSilent && performance.now() - startedAt > SILENT_MS) {
        isSilent = false;
        const holder = await readHolder(holderPath);
        report(basename(path, extname(path)), `waiting for ${holder}, which has locked ${path}`);
      }
      await delay(LOOK_AGAIN_MS);
    }
    await writeFile(holderPath, `${process.pid}\n`);
    try {
      return await work();
    } finally {
      await rm(holderPath, { force: true });
    }
  } finally {
    lock.close();
  }
}

async function readHolder(path: string): Promise<string> {
  const holder = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (holder === '') return 'another process';
  return holder === `${process.pid}` ? 'an earlier step of this run' : `process ${holder}`;
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
