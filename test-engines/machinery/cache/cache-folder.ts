import { homedir } from 'node:os';
import { join } from 'node:path';

/** Gives a path in the folder that keeps downloaded engines between runs: `LB_RERANK_TEST_CACHE`, else the user's cache folder. */
export function cacheFolder(...segments: string[]): string {
  const { LB_RERANK_TEST_CACHE: chosen, XDG_CACHE_HOME: userCache } = process.env;
  const root = chosen || join(userCache || join(homedir(), '.cache'), 'lb-rerank', 'engines');
  return join(root, ...segments);
}
