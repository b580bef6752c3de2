import { Argument, Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { endTime } from '../../options/end-time.ts';
import { positiveInteger } from '../../options/positive-integer.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';
import type { OnFailure } from '@lb-rerank/gateway';
import type { CommandContext } from '../../terminal/command-context.ts';
import { refuseMisspelling } from './refuse-misspelling.ts';

/** The values of a caller's `on_failure` in the key file. */
const ON_FAILURE = ['error', 'passthrough'] as const satisfies readonly OnFailure[];

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
    .addOption(
      new Option(
        '--on-failure <way>',
        "what its requests get that cannot be reranked in time (default: the gateway's setting)",
      ).choices(ON_FAILURE),
    )
    .option(
      '--expires <time>',
      'when it ends: 12h or 30d from now, or a date such as 2031-01-31 (default: never)',
      endTime,
    )
    .addHelpText(
      'after',
      `
Example:
  lb-rerank key add search --key-file keys.json --pairs-per-minute 60000
  lb-rerank key add trial --key-file keys.json --on-failure passthrough --expires 30d
  lb-rerank serve --url http://127.0.0.1:8000/v1 --key-file keys.json`,
    )
    .action(async (name, { pairsPerMinute, onFailure, expires, ...flags }, { parent }) => {
      const isShort = parent?.args[0] !== 'add';
      if (isShort) refuseMisspelling(name, parent?.commands.map((one) => one.name()) ?? []);
      const { settings } = await readSettings(flags, context);
      const { addKey } = await import('../../serve/add-key.ts');
      const { key, keyFile } = await addKey(
        { name, pairsPerMinute, onFailure, expiresAt: expires, settings },
        context,
      );
      context.stderr.write(`${name} may ask by this key; ${keyFile} knows it by its hash:\n`);
      context.stdout.write(`${key}\n`);
    });
  return withSettings(command, ['keyFile']);
}
