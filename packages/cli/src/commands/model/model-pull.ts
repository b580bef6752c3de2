import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { noticesTo } from '../../terminal/notices-to.ts';
import { modelEnvironment } from '../../scorer/model-environment.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';

/** `lb-rerank model pull`: fetches a file from the hub, and prints its path. */
export function createModelPullCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('pull')
    .description('fetch a model file from the hub; one that broke off goes on where it stopped')
    .option('--force', 'fetch it again though it is here')
    .addHelpText(
      'after',
      `
Examples:
  lb-rerank model pull
  lb-rerank model pull --quantisation Q4_K_M
  HF_ENDPOINT=https://hub.example.org lb-rerank model pull`,
    )
    .action(async (options) => {
      const { settings } = await readSettings(options, context);
      const { pullModel } = await import('@lb-rerank/local');
      const path = await pullModel({
        quantisation: settings.quantisation,
        force: options.force,
        environment: modelEnvironment(settings, context),
        onNotice: noticesTo(context),
        signal: context.signal,
      });
      context.stdout.write(`${path}\n`);
    });
  return withSettings(command, ['quantisation', 'cache']);
}
