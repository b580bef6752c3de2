import type { CommandContext } from '../terminal/command-context.ts';
import { variableOf } from '../settings/setting-names.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** Makes the environment that `@lb-rerank/local` reads, with the cache folder of the settings in it. */
export function modelEnvironment(
  { cache }: Settings,
  { environment }: Pick<CommandContext, 'environment'>,
): NodeJS.ProcessEnv {
  return cache === undefined ? environment : { ...environment, [variableOf('cache')]: cache };
}
