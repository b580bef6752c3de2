import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program, and its place in the documentation. */
export interface Program {
  /** The package, and the name that the program explains: `core: rerank`. */
  readonly name: string;
  readonly program: string;
}

/** Files with the programs of examples, until they are disposed of. */
export interface ProgramFiles extends AsyncDisposable {
  readonly folder: string;
  readonly paths: readonly string[];
}

/**
 * Writes programs into a folder beside this file, where the packages that they import are found.
 *
 * @param addresses texts of the programs, and what takes their place
 */
export async function writePrograms(
  examples: readonly Program[],
  addresses: Readonly<Record<string, string>> = {},
): Promise<ProgramFiles> {
  const folder = await mkdtemp(join(import.meta.dirname, 'programs-'));
  const paths = await Promise.all(
    examples.map(async ({ name, program }, n) => {
      const path = join(folder, `${n}-${name.replace(': ', '-')}.ts`);
      await writeFile(path, withAddresses(program, addresses));
      return path;
    }),
  );
  return {
    folder,
    paths,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

function withAddresses(program: string, addresses: Readonly<Record<string, string>>): string {
  return Object.entries(addresses).reduce((text, [from, to]) => text.replaceAll(from, to), program);
}
