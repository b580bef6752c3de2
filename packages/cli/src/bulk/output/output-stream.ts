import { once } from 'node:events';
import type { CommandContext } from '../../terminal/command-context.ts';
import type { Output } from './output-file.ts';

/** Writes lines to standard output, as fast as it takes them. */
export function outputStream({ stdout, signal }: CommandContext): Output {
  return {
    async write(lines) {
      if (lines.length === 0 || stdout.write(`${lines.join('\n')}\n`)) return;
      await once(stdout, 'drain', { signal });
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
