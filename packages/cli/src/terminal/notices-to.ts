import type { CommandContext } from './command-context.ts';

/** Makes a listener that writes each notice as a line of its own. */
export function noticesTo({ stderr }: Pick<CommandContext, 'stderr'>): (notice: string) => void {
  return (notice) => {
    stderr.write(`${notice}\n`);
  };
}
