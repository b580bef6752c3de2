import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { positiveInteger } from '../../options/positive-integer.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';
import type { CommandContext } from '../../terminal/command-context.ts';
import { refuseMisspelling } from './refuse-misspelling.ts';

/** `lb-rerank key add`, and `lb-rerank key <name>`: makes a key for a caller, and shows it this once. */
export function createKeyAddCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('add')
    .description('make a key for a caller; it is printed once, and the file keeps its hash only')
    .addArgument(new Argument('<name>', 'the caller, in logs and metrics: letters, digits, . _ -'))
    .option(
      '--pairs-per-minute <count>',
      'how much it may have scored (default: no limit)',
      positiveInteger,
    )
    .addHelpText(
      'after',
      `
Example:
  lb-rerank key add search --key-file keys.json --pairs-per-minute 60000
  lb-rerank serve --url http://127.0.0.1:8000/v1 --key-file keys.json`,
    )
    .action(async (name, { pairsPerMinute, ...flags }, { parent }) => {
      const isShort = parent?.args[0] !== 'add';
      if (isShort) refuseMisspelling(name, parent?.commands.map((one) => one.name()) ?? []);
      const { settings } = await readSettings(flags, context);
      const { addKey } = await import('../../serve/add-key.ts');
      const { key, keyFile } = await addKey({ name, pairsPerMinute, settings }, context);
      context.stderr.write(`${name} may ask by this key; ${keyFile} knows it by its hash:\n`);
      context.stdout.write(`${key}\n`);
    });
  return withSettings(command, ['keyFile']);
}
