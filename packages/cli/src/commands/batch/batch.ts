import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { createBatchExportCommand } from './batch-export.ts';
import { createBatchImportCommand } from './batch-import.ts';

/** `lb-rerank batch`: bulk scoring on an engine that takes files in OpenAI's batch format. */
export function createBatchCommand(context: CommandContext): CommandUnknownOpts {
  return new Command('batch')
    .description("score in bulk by files of OpenAI's batch format, as vllm run-batch takes them")
    .helpCommand(false)
    .addCommand(createBatchExportCommand(context))
    .addCommand(createBatchImportCommand(context));
}
