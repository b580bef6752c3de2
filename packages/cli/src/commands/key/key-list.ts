import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import { formatOption } from '../../options/format-option.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';
import type { CommandContext } from '../../terminal/command-context.ts';
import { PLAIN_TABLE } from '../../terminal/plain-table.ts';

/** `lb-rerank key list`: who may ask, and until when. */
export function createKeyListCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('list')
    .description('who may ask, how much and until when; never a key')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  lb-rerank key list --key-file keys.json --format json')
    .action(async (options) => {
      const { settings } = await readSettings(options, context);
      const { listKeys } = await import('../../serve/list-keys.ts');
      const keys = await listKeys(settings, context);
      if (options.format === 'json') {
        context.stdout.write(`${JSON.stringify(keys, null, 2)}\n`);
        return;
      }
      const table = new Table({
        ...PLAIN_TABLE,
        head: ['name', 'pairs a minute', 'on failure', 'created', 'ends', 'hash begins with'],
        colAligns: ['left', 'right'],
      });
      for (const { name, pairsPerMinute, onFailure, ...key } of keys) {
        const ends = key.hasEnded ? `ended ${key.expiresAt}` : (key.expiresAt ?? 'never');
        const made = key.createdAt ?? '-';
        table.push([
          name,
          pairsPerMinute ?? 'no limit',
          onFailure ?? '-',
          made,
          ends,
          key.hashPrefix,
        ]);
      }
      context.stdout.write(`${table.toString()}\n`);
    });
  return withSettings(command, ['keyFile']);
}
