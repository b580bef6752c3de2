import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { withLock } from './with-lock.ts';

/**
 * Builds a folder of the cache the first time that it is asked for, and gives its path.
 *
 * The folder appears whole or not at all: what a killed build left is built anew. However many callers ask for it at once,
 * in this process and in others, one builds and the rest wait.
 */
export async function buildOnce(
  folder: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  if (await exists(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  return withLock(`${folder}.build-lock`, async () => {
    if (await exists(folder)) return folder;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    await build(partial);
    await rename(partial, folder);
    return folder;
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
