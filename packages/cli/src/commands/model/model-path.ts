import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { NegativeFindingError } from '../../errors/negative-finding-error.ts';
import { modelEnvironment } from '../../scorer/model-environment.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';

/** `lb-rerank model path`: prints the model file that would be used, and downloads nothing. */
export function createModelPathCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('path')
    .description('print the path of the model file that is used; exit code 1 where there is none')
    .addHelpText('after', '\nExample:\n  llama-server --model "$(lb-rerank model path)"')
    .action(async (options) => {
      const { settings } = await readSettings(options, context);
      const { resolveModel } = await import('@lb-rerank/local');
      const { path, isStandIn } = await resolveModel({
        modelPath: settings.model,
        quantisation: settings.quantisation,
        offline: true,
        environment: modelEnvironment(settings, context),
        onNotice: () => {},
      });
      // In a script, a stand-in that nobody asked for would pass as the model.
      if (isStandIn && settings.model === undefined) {
        throw new NegativeFindingError(
          `no file of the LB Reranker is here; \`lb-rerank model pull\` fetches one. Until then its stand-in runs: ${path}`,
        );
      }
      context.stdout.write(`${path}\n`);
    });
  return withSettings(command, ['model', 'quantisation', 'cache']);
}
