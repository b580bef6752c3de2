import { randomUUID } from 'node:crypto';
import { access, glob, mkdir, rename, rm } from 'node:fs/promises';
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
    // A new one each time: a tool that outlives its killed build goes on writing into the old one.
    for await (const left of glob(`${folder}.partial-*`)) {
      await rm(left, { recursive: true, force: true }).catch(() => undefined);
    }
    const partial = `${folder}.partial-${randomUUID()}`;
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
