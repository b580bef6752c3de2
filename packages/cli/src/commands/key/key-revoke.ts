import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';
import type { CommandContext } from '../../terminal/command-context.ts';

/** `lb-rerank key revoke`: takes the keys of a caller out of the file. */
export function createKeyRevokeCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('revoke')
    .description('take the keys of a caller back')
    .addArgument(new Argument('<name>', 'the caller'))
    .option('--replaced', 'only the earlier ones, which `key rotate` lets count for a while')
    .addHelpText('after', '\nExample:\n  lb-rerank key revoke search --key-file keys.json')
    .action(async (name, { replaced: onlyReplaced = false, ...flags }) => {
      const { settings } = await readSettings(flags, context);
      const { revokeKey } = await import('../../serve/revoke-key.ts');
      const { keyFile, isLast } = await revokeKey({ name, onlyReplaced, settings }, context);
      const what = onlyReplaced ? 'by its newest key only' : 'no longer';
      context.stderr.write(`${name} may ask ${what}; ${keyFile} is changed\n`);
      if (isLast) {
        context.stderr.write('It holds no key now: a gateway that runs refuses everybody.\n');
      }
    });
  return withSettings(command, ['keyFile']);
}
