import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { DEFAULT_MODEL } from '@lb-rerank/core';
import { nounOf } from '@lb-rerank/core/backend';
import type { CommandContext } from '../../terminal/command-context.ts';
import { createJobCommand } from '../../options/create-job-command.ts';

/** `lb-rerank batch export`: writes pairs as requests. */
export function createBatchExportCommand(context: CommandContext): CommandUnknownOpts {
  return createJobCommand('export')
    .description('write the pairs of a file as requests')
    .requiredOption('--output <file>', 'where the requests go')
    .option('--model <name>', 'what the engine calls the model', DEFAULT_MODEL)
    .addHelpText(
      'after',
      `
Examples:
  lb-rerank batch export pairs.jsonl --output requests.jsonl
  vllm run-batch -i requests.jsonl -o results.jsonl --model ${DEFAULT_MODEL}
  lb-rerank batch import pairs.jsonl --results results.jsonl --output scored.jsonl`,
    )
    .action(async (input, options) => {
      const { exportBatch } = await import('../../bulk/export-batch.ts');
      const { blankInWords } = await import('../../bulk/blank-passages.ts');
      const { requests, blank } = await exportBatch({ ...options, input }, context);
      context.stderr.write(
        `${requests} ${nounOf(requests, 'request')}: ${options.output}${blankInWords(blank, 'left out')}\n`,
      );
    });
}
