import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { CommandContext } from '../../terminal/command-context.ts';
import { formatOption } from '../../options/format-option.ts';
import { modelEnvironment } from '../../scorer/model-environment.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { withSettings } from '../../settings/with-settings.ts';
import { PLAIN_TABLE } from '../../terminal/plain-table.ts';

/** `lb-rerank model list`: the files that there are, and which of them are here. */
export function createModelListCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command('list')
    .description('the files of the LB Reranker, and which are on this machine')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  lb-rerank model list --format json')
    .action(async (options) => {
      const { settings } = await readSettings(options, context);
      const { listModels } = await import('@lb-rerank/local');
      const models = listModels(modelEnvironment(settings, context));
      if (options.format === 'json') {
        context.stdout.write(`${JSON.stringify(models, null, 2)}\n`);
        return;
      }
      const table = new Table({
        ...PLAIN_TABLE,
        head: ['quantisation', 'size', 'source', 'on this machine'],
        colAligns: ['left', 'right'],
      });
      for (const { quantisation, megabytes, repository, path } of models) {
        table.push([quantisation, `${megabytes} MB`, repository, path ?? '-']);
      }
      context.stdout.write(`${table.toString()}\n`);
    });
  return withSettings(command, ['cache']);
}
