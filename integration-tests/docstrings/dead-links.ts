import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const EXPORTED =
  /^export (?:abstract |async )*(?:function|type|interface|class|const) (?<name>\w+)/gm;
const LINK = /\{@link (?<name>\w+)/g;

/** Lists the links in docstrings that lead to nothing that any package exports, each behind its file. */
export function deadLinks(): string[] {
  const sources = globSync('packages/*/src/**/*.ts', { cwd: ROOT }).map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8'),
  }));
  const exported = new Set(sources.flatMap(({ text }) => namesIn(text, EXPORTED)));
  return sources.flatMap(({ path, text }) =>
    namesIn(text, LINK)
      .filter((name) => !exported.has(name))
      .map((name) => `${path}: ${name}`),
  );
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(({ groups }) => groups!['name']!);
}
