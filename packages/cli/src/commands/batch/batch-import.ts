import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { nounOf } from '@lb-rerank/core/backend';
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
      const { blankInWords } = await import('../../bulk/blank-passages.ts');
      const { pairs, blank, refused } = await importBatch({ ...options, input }, context);
      const unscored =
        refused === 0
          ? ''
          : `; ${refused} ${nounOf(refused, 'line lacks scores, and says', 'lines lack scores, and say')} so`;
      const unread = blankInWords(blank, 'without a score');
      context.stderr.write(
        `${pairs} ${nounOf(pairs, 'pair')}: ${options.output}${unread}${unscored}\n`,
      );
    });
}
