import { join } from 'node:path';
import { execa } from 'execa';
import { bytecodeCache } from '../python/bytecode-cache.ts';

/** Reranks through clients in Python. Resolves to the index and score of each client's results, best first. */
export async function askPythonClients(
  python: string,
  request: { url: string; key: string; query: string; documents: readonly string[] },
): Promise<Record<string, [number, number][]>> {
  const { stdout } = await execa(python, [join(import.meta.dirname, 'ask.py')], {
    input: JSON.stringify(request),
    env: bytecodeCache(),
  });
  return JSON.parse(stdout) as Record<string, [number, number][]>;
}
