import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { createJobCommand } from '../../options/create-job-command.ts';

/** `lb-rerank batch import`: reads the results of exported requests. */
export function createBatchImportCommand(context: CommandContext): CommandUnknownOpts {
  return createJobCommand('import')
    .description('write the scores that a batch gave, as lb-rerank rerank does')
    .requiredOption('--results <files...>', 'what the engine wrote; its file of errors too')
    .requiredOption('--output <file>', 'where the scores go')
    .addHelpText(
      'after',
      `
Examples:
  lb-rerank batch import pairs.jsonl --results results.jsonl --output scored.jsonl`,
    )
    .action(async (input, options) => {
      const { importBatch } = await import('../../bulk/import-batch.ts');
      const { pairs, refused } = await importBatch({ ...options, input }, context);
      const unscored = refused === 0 ? '' : `; ${refused} lines lack scores, and say so`;
      context.stderr.write(`${pairs} pairs: ${options.output}${unscored}\n`);
    });
}
