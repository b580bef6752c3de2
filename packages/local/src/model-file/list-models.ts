import { join } from 'node:path';
import { KNOWN_MODELS, type KnownModel } from '../hub/known-models.ts';
import { cacheFolder } from './cache-folder.ts';
import { holdsModel } from '../gguf/holds-model.ts';

/** A file of the LB Reranker, and its path. */
export interface ListedModel extends KnownModel {
  /** The file's path on this machine; null if it was not pulled. */
  readonly path: string | null;
}

/**
 * Lists the files of the LB Reranker that can be pulled, smallest first, and which of them are here.
 *
 * @example
 * ```ts
 * import { listModels } from '@lb-rerank/local';
 *
 * const smallest = listModels()[0];
 * console.log(smallest?.quantisation); // Q4_K_M
 * ```
 */
export function listModels(environment: NodeJS.ProcessEnv = process.env): ListedModel[] {
  return KNOWN_MODELS.map((model) => {
    const path = join(cacheFolder(environment), model.fileName);
    return { ...model, path: holdsModel(path) ? path : null };
  });
}
