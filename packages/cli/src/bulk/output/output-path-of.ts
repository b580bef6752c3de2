import { resolve } from 'node:path';
import type { CommandContext } from '../../terminal/command-context.ts';
import { SettingsError } from '../../errors/settings-error.ts';
import { refuseInputs } from '../../files/refuse-inputs.ts';

/**
 * Resolves the absolute path of what `--output` names, or another flag.
 *
 * @param inputs absolute paths of what the job reads.
 * @throws SettingsError where it is one of them, by whatever name, or its name is that of a packed file.
 */
export async function outputPathOf(
  path: string,
  inputs: readonly string[],
  { folder }: Pick<CommandContext, 'folder'>,
  flag: string = '--output',
): Promise<string> {
  const absolute = resolve(folder, path);
  if (absolute.endsWith('.gz')) {
    throw new SettingsError(`${flag}: ${path} would not be packed: leave out the .gz`);
  }
  await refuseInputs(absolute, inputs, `${flag}: ${path}`);
  return absolute;
}
