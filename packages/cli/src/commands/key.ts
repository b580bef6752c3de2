import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../terminal/command-context.ts';
import { positiveInteger } from '../options/positive-integer.ts';
import { readSettings } from '../settings/read-settings.ts';
import { withSettings } from '../settings/with-settings.ts';

/** `lb-rerank key`: makes a key for a caller of `lb-rerank serve`, and shows it this once. */
export function createKeyCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('key')
    .description('make a key for a caller of `lb-rerank serve`; the file keeps its hash only')
    .addArgument(new Argument('<name>', 'the caller, in logs and metrics: letters, digits, . _ -'))
    .option(
      '--pairs-per-minute <count>',
      'how much it may have scored (default: no limit)',
      positiveInteger,
    )
    .addHelpText(
      'after',
      `
The key is printed once and kept nowhere; the caller's hash is added to the key file, which is made where there is none.

Example:
  lb-rerank key search --key-file keys.json --pairs-per-minute 60000
  lb-rerank serve --url http://127.0.0.1:8000/v1 --key-file keys.json`,
    )
    .action(async (name, { pairsPerMinute, ...flags }) => {
      const { settings } = await readSettings(flags, context);
      const { addKey } = await import('../serve/add-key.ts');
      const { key, keyFile } = await addKey({ name, pairsPerMinute, settings }, context);
      context.stderr.write(`${name} may ask by this key; ${keyFile} knows it by its hash:\n`);
      context.stdout.write(`${key}\n`);
    });
  return withSettings(command, ['keyFile']);
}
