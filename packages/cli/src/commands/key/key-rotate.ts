import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { duration } from '../../options/duration.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';
import type { CommandContext } from '../../terminal/command-context.ts';

/** `lb-rerank key rotate`: gives a caller another key, and lets the earlier one count for a while. */
export function createKeyRotateCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('rotate')
    .description('give a caller another key; the earlier one counts on for a while')
    .addArgument(new Argument('<name>', 'the caller'))
    .option(
      '--overlap <time>',
      'how long the earlier key counts on, such as 90s, 30m, 24h or 7d; 0s ends it at once (default: 24h)',
      duration,
    )
    .addHelpText(
      'after',
      `
The key is printed once. It has the quota of the earlier one, and both draw on it while both count.

Example:
  lb-rerank key rotate search --key-file keys.json --overlap 7d`,
    )
    .action(async (name, { overlap = duration('24h'), ...flags }) => {
      const { settings } = await readSettings(flags, context);
      const { rotateKey } = await import('../../serve/rotate-key.ts');
      const rotation = { name, overlapMs: overlap, settings };
      const { key, keyFile, expiresAt } = await rotateKey(rotation, context);
      const { toTheSecond } = await import('../../serve/list-keys.ts');
      const until =
        overlap === 0
          ? 'the earlier one is refused from now on'
          : `the earlier one until ${toTheSecond(expiresAt)}`;
      context.stderr.write(
        `${name} may ask by this key, and ${until}; ${keyFile} knows them by their hashes:\n`,
      );
      context.stdout.write(`${key}\n`);
    });
  return withSettings(command, ['keyFile']);
}
