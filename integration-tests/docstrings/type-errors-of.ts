import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Program, writePrograms } from './write-programs.ts';

const COMPILER = join(import.meta.dirname, '../../node_modules/.bin/tsc');
const SETTINGS = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    isolatedDeclarations: false,
  },
};

/** Compiles programs as a user would, and resolves to all that the compiler says of them. */
export async function typeErrorsOf(examples: readonly Program[]): Promise<string> {
  await using programs = await writePrograms(examples);
  await writeFile(join(programs.folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
  const { stdout } = await execa(COMPILER, ['-p', programs.folder], { reject: false });
  return stdout;
}
