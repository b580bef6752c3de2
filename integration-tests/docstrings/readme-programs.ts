import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './write-programs.ts';

const PACKAGES = join(import.meta.dirname, '../../packages');

/** Reads the READMEs of packages, the code of each of which is one program, told piece by piece. */
export function readmePrograms(folders: readonly string[]): Program[] {
  return folders.map((folder) => {
    const text = readFileSync(join(PACKAGES, folder, 'README.md'), 'utf8');
    const pieces = [...text.matchAll(/^```ts\n(?<code>.*?)^```$/gms)];
    return {
      name: `${folder}: README`,
      program: pieces.map(({ groups }) => groups!['code']!).join('\n'),
    };
  });
}
