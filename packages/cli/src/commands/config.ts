import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../terminal/command-context.ts';
import { formatOption } from '../options/format-option.ts';
import { readSettings } from '../settings/read-settings.ts';
import { isSecret, SETTING_NAMES } from '../settings/setting-names.ts';
import { withSettings } from '../settings/with-settings.ts';

/** `lb-rerank config`: prints the settings as they come together, secrets hidden. */
export function createConfigCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('config')
    .description('print the settings, where each was made, secrets hidden')
    .addOption(formatOption('text', 'json'))
    .addHelpText(
      'after',
      `
Examples:
  lb-rerank config
  LB_RERANK_URL=http://127.0.0.1:8000/v1 lb-rerank config --format json`,
    )
    .action(async (options) => {
      const { settings, sources } = await readSettings(options, context);
      const shown = SETTING_NAMES.filter((name) => settings[name] !== undefined).map((name) => ({
        name,
        value: isSecret(name) ? '(hidden)' : settings[name],
        source: sources[name],
      }));
      if (options.format === 'json') {
        const byName = Object.fromEntries(shown.map(({ name, ...rest }) => [name, rest]));
        context.stdout.write(`${JSON.stringify(byName, null, 2)}\n`);
        return;
      }
      const lines = shown.map(
        ({ name, value, source }) => `${name} = ${JSON.stringify(value)}  (${source})`,
      );
      context.stdout.write(
        lines.length === 0 ? 'Every setting has its default.\n' : `${lines.join('\n')}\n`,
      );
    });
  return withSettings(command, SETTING_NAMES);
}
