import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { NegativeFindingError } from '../../errors/negative-finding-error.ts';
import { modelEnvironment } from '../../scorer/model-environment.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { settingsSchema } from '../../settings/settings-schema.ts';
import { withSettings } from '../../settings/with-settings.ts';

const QUANTISATIONS = settingsSchema.shape.quantisation.unwrap().options;

/** `lb-rerank model remove`: deletes a pulled file and what a download of it left; prints what is gone. */
export function createModelRemoveCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('remove')
    .description('delete a pulled model file; exit code 1 where there was none')
    .addArgument(new Argument('<quantisation>', 'which file').choices(QUANTISATIONS))
    .addHelpText('after', '\nExample:\n  lb-rerank model remove Q8_0')
    .action(async (quantisation, options) => {
      const { settings } = await readSettings(options, context);
      const { removeModel } = await import('@lb-rerank/local');
      const environment = modelEnvironment(settings, context);
      const removed = await removeModel({ quantisation, environment });
      if (removed.length === 0) throw new NegativeFindingError(`no ${quantisation} is here`);
      context.stdout.write(`${removed.join('\n')}\n`);
    });
  return withSettings(command, ['cache']);
}
