import { homedir } from 'node:os';
import { join } from 'node:path';

/** Names the folder of downloaded models: `LB_RERANK_CACHE`, or `lb-rerank/models` in the user's cache folder. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return (
    environment.LB_RERANK_CACHE ||
    join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lb-rerank', 'models')
  );
}
