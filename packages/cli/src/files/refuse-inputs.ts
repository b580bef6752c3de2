import { isSameFile } from '@lb-rerank/core/files';
import { SettingsError } from '../errors/settings-error.ts';

/**
 * Refuses to write to a file that is read, by whatever name: a link, a hard link or a linked folder may lead to it.
 *
 * @param argument the user's word for it, such as `--output: scored.jsonl`.
 * @throws SettingsError where it is one of the inputs.
 */
export async function refuseInputs(
  output: string,
  inputs: readonly string[],
  argument: string,
): Promise<void> {
  for (const input of inputs) {
    if (input === output || (await isSameFile(input, output))) {
      throw new SettingsError(`${argument} is the input itself`);
    }
  }
}
