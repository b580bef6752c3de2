import { access, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 500;

/**
 * Builds a folder of the cache the first time that it is asked for, and gives its path.
 *
 * The folder appears whole or not at all: what a killed build left is built anew. Two processes do not build one at
 * once: the second waits for the first.
 */
export async function buildOnce(
  folder: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  if (await exists(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const lock = `${folder}.lock`;
  await waitForLock(lock);
  try {
    if (await exists(folder)) return folder;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    await build(partial);
    await rename(partial, folder);
    return folder;
  } finally {
    await rm(lock, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function waitForLock(lock: string): Promise<void> {
  while (!(await takeLock(lock))) {
    await delay(LOOK_AGAIN_MS);
  }
}

/** Takes the lock unless a living process holds it; a dead one's is removed for the next try. */
async function takeLock(lock: string): Promise<boolean> {
  // Linking a written file makes the lock appear together with its holder.
  const own = `${lock}.${process.pid}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own, { force: true });
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => process.pid));
  if (!isAlive(holder)) await rm(lock, { force: true });
  return false;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
