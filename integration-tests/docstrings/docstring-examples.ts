import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Program } from './write-programs.ts';

/** A program that stands as `@example` in the docstring of something exported. */
export interface DocstringExample extends Program {
  /** The lines that the program prints, as the comments behind its calls of `console.log` tell. */
  readonly prints: readonly string[];
}

const ROOT = join(import.meta.dirname, '../..');
const EXPORTED =
  /\/\*\*(?<text>(?:(?!\*\/).)*)\*\/\s*export (?:async )?(?:function\*?|type|interface|class|const) (?<name>\w+)/gs;
const EXAMPLE = /^@example\n```ts\n(?<program>.*?)^```$/gms;
const PRINTED = /console\.log\(.*\/\/ (?<line>.*)$/gm;

/** Collects the examples in the docstrings of all packages, in the order of their files. */
export function docstringExamples(): DocstringExample[] {
  return globSync('packages/*/src/**/*.ts', { cwd: ROOT })
    .toSorted()
    .flatMap((path) => {
      const [, folder] = path.split('/');
      const source = readFileSync(join(ROOT, path), 'utf8');
      return examplesIn(source, folder!, join(ROOT, dirname(path)));
    });
}

/** @param home the file's folder, from which an example of something internal imports */
function examplesIn(source: string, folder: string, home: string): DocstringExample[] {
  return [...source.matchAll(EXPORTED)].flatMap(({ groups }) => {
    const docstring = groups!['text']!.replaceAll(/^ *\* ?/gm, '');
    return [...docstring.matchAll(EXAMPLE)].map((match) => {
      const program = match.groups!['program']!.replaceAll("from './", `from '${home}/`);
      const prints = [...program.matchAll(PRINTED)].map((line) => line.groups!['line']!);
      return { name: `${folder}: ${groups!['name']}`, program, prints };
    });
  });
}
