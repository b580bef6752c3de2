import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { createKeyAddCommand } from './key-add.ts';
import { createKeyListCommand } from './key-list.ts';
import { createKeyRevokeCommand } from './key-revoke.ts';
import { createKeyRotateCommand } from './key-rotate.ts';
import { refuseNoCommand } from './refuse-no-command.ts';

/** `lb-rerank key`: the callers of `lb-rerank serve`, by the hashes of their keys. */
export function createKeyCommand(context: CommandContext): CommandUnknownOpts {
  return new Command('key')
    .description('add, list, rotate and revoke the keys of the callers of `lb-rerank serve`')
    .helpCommand(false)
    .addHelpText(
      'after',
      `
The key file holds hashes only, and is made where there is none. A gateway that runs reads it again within two seconds of a
change, and keeps the keys that it knows while the file cannot be used. \`lb-rerank key <name>\` is short for \`key add <name>\`.`,
    )
    .hook('preSubcommand', (command, chosen) => {
      const [name] = command.args;
      if (name !== chosen.name()) refuseNoCommand(command.args, namesIn(command));
    })
    .addCommand(createKeyAddCommand(context), { isDefault: true })
    .addCommand(createKeyListCommand(context))
    .addCommand(createKeyRotateCommand(context))
    .addCommand(createKeyRevokeCommand(context));
}

function namesIn({ commands }: CommandUnknownOpts): string[] {
  return commands.map((command) => command.name());
}
