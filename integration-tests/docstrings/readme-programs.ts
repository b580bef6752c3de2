import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './write-programs.ts';

const PACKAGES = join(import.meta.dirname, '../../packages');

/** Reads the READMEs of packages, the code of each of which is one program, told piece by piece. */
export function readmePrograms(folders: readonly string[]): Program[] {
  return folders.map((folder) => ({
    name: `${folder}: README`,
    program: piecesOf(folder).join('\n'),
  }));
}

/** Reads the pieces of a package's README that are programs of their own, since they import what they use. */
export function pastablePrograms(folder: string): Program[] {
  return piecesOf(folder)
    .filter((piece) => piece.startsWith('import '))
    .map((program, n) => ({ name: `${folder}: README, piece ${n + 1}`, program }));
}

function piecesOf(folder: string): string[] {
  const text = readFileSync(join(PACKAGES, folder, 'README.md'), 'utf8');
  return [...text.matchAll(/^```ts\n(?<code>.*?)^```$/gms)].map(({ groups }) => groups!['code']!);
}
