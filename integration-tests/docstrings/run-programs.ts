import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { DocstringExample } from './docstring-examples.ts';
import { writePrograms } from './write-programs.ts';

const COLLECTION = join(import.meta.dirname, '../../examples/demo/collection');
const RUNNER = join(import.meta.dirname, 'print-of-programs.ts');

/**
 * Runs examples one after the other, offline, in one process and a folder that holds the collection `scifact`; resolves to
 * the same with the lines that each printed, an error as the last one.
 *
 * @param addresses texts of the programs, and what takes their place
 */
export async function runPrograms(
  examples: readonly DocstringExample[],
  addresses: Readonly<Record<string, string>>,
): Promise<DocstringExample[]> {
  await using programs = await writePrograms(examples, addresses);
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-docstrings-'));
  try {
    await symlink(COLLECTION, join(folder, 'scifact'));
    await mkdir(join(folder, 'models'));
    const env = {
      LB_RERANK_OFFLINE: '1',
      LB_RERANK_CACHE: join(folder, 'models'),
      LB_RERANK_MODEL: '',
    };
    const args = [RUNNER, 'printed.json', ...programs.paths];
    await execa(process.execPath, args, { cwd: folder, env });
    const printed = await readFile(join(folder, 'printed.json'), 'utf8');
    const lines = JSON.parse(printed) as string[][];
    return examples.map((example, n) => ({ ...example, prints: lines[n]! }));
  } finally {
    await rm(folder, { recursive: true });
  }
}
