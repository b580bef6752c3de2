import { access } from 'node:fs/promises';

/** Tells whether a folder of the cache is there, so that nothing is required to build it. */
export async function isBuilt(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
