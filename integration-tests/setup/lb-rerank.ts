import { join } from 'node:path';
import { execa } from 'execa';

/** The program itself. */
export const LB_RERANK = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

/** Runs the command lb-rerank in a process of its own; a code other than 0 rejects nothing. */
export function lbRerank(args: readonly string[], environment: Record<string, string> = {}) {
  return execa(process.execPath, [LB_RERANK, ...args], { reject: false, env: environment });
}
