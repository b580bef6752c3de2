import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '../../packages');

/** Types and fakes that a reader meets first, and that count as entry points too. */
const MORE = ['core: fakeScorer', 'elasticsearch: PassageSelector', 'qdrant: PassageSelector'];

/**
 * Resolves to the functions that a user of the packages can import, classes and `testing` apart, each behind its package:
 * `core: rerank`.
 */
export async function entryPoints(): Promise<string[]> {
  const folders = globSync('*/package.json', { cwd: PACKAGES }).map((path) => path.split('/')[0]!);
  const functions = await Promise.all(folders.toSorted().map(functionsOf));
  return [...functions.flat(), ...MORE];
}

async function functionsOf(folder: string): Promise<string[]> {
  const names = await Promise.all(
    entriesOf(folder).map(async (path) => {
      const entry = (await import(path)) as Record<string, unknown>;
      return Object.keys(entry).filter((name) => isPlainFunction(entry[name]));
    }),
  );
  return [...new Set(names.flat())].map((name) => `${folder}: ${name}`);
}

function entriesOf(folder: string): string[] {
  const manifest = readFileSync(join(PACKAGES, folder, 'package.json'), 'utf8');
  const { exports } = JSON.parse(manifest) as { exports: Record<string, string> };
  return Object.entries(exports)
    .filter(([name]) => name !== './testing')
    .map(([, path]) => join(PACKAGES, folder, path));
}

function isPlainFunction(value: unknown): boolean {
  return typeof value === 'function' && !String(value).startsWith('class ');
}
