import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../terminal/command-context.ts';
import { createModelListCommand } from './model-list.ts';
import { createModelPathCommand } from './model-path.ts';
import { createModelPullCommand } from './model-pull.ts';
import { createModelRemoveCommand } from './model-remove.ts';

/**
 * `lb-rerank model`: the GGUF files of the LB Reranker on this machine.
 *
 * The library behind them takes a while to load, so each command loads it when it runs.
 */
export function createModelCommand(context: CommandContext): CommandUnknownOpts {
  return new Command('model')
    .description('list, pull, find and remove the model files of this machine')
    .helpCommand(false)
    .addCommand(createModelListCommand(context))
    .addCommand(createModelPullCommand(context))
    .addCommand(createModelPathCommand(context))
    .addCommand(createModelRemoveCommand(context));
}
