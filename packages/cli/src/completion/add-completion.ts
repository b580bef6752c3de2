import tab from '@bomb.sh/tab/commander';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Command } from 'commander';

/** Gives a program `completion <shell>`, for its commands, flags and their choices as they are now. */
export function addCompletion(program: CommandUnknownOpts): void {
  tab(program as unknown as Command, { completionCommandName: 'completion' });
}
