import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { knownModelOf, type Quantisation } from '../hub/known-models.ts';
import { cacheFolder } from './cache-folder.ts';
import type { PullModelOptions } from './pull-model.ts';

/** The file that {@link removeModel} deletes. */
export interface RemoveModelOptions extends Pick<PullModelOptions, 'environment'> {
  readonly quantisation: Quantisation;
}

/**
 * Deletes a file that {@link pullModel} fetched, and what an unfinished download left; resolves to the deleted paths.
 *
 * @throws InvalidRequestError for an unknown quantisation.
 *
 * @example
 * ```ts
 * import { removeModel } from '@lb-rerank/local';
 *
 * const environment = { LB_RERANK_CACHE: 'no-models' };
 * const removed = await removeModel({ quantisation: 'Q8_0', environment });
 * console.log(removed.length); // 0
 * ```
 */
export async function removeModel({
  quantisation,
  environment = process.env,
}: RemoveModelOptions): Promise<string[]> {
  const { fileName } = knownModelOf(quantisation);
  const folder = cacheFolder(environment);
  const present = new Set(await readdir(folder).catch(() => []));
  const removed = [fileName, `${fileName}.download`, `${fileName}.download.ipull`]
    .filter((name) => present.has(name))
    .map((name) => join(folder, name));
  await Promise.all(removed.map((path) => rm(path)));
  return removed;
}
