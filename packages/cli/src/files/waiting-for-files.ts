import type { LockFileOptions } from '@lb-rerank/core/files';
import type { CommandContext } from '../terminal/command-context.ts';

/** Has the user told of a wait for a file that another process writes, and ended by Ctrl-C. */
export function waitingForFiles({ stderr, signal }: CommandContext): LockFileOptions {
  return { signal, onNotice: (line) => stderr.write(`${line}\n`) };
}
