import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PACKAGES = join(import.meta.dirname, '../../../packages');

interface Manifest {
  readonly name: string;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly peerDependenciesMeta?: Record<string, { readonly optional?: boolean }>;
}

/** Collects what a package brings to its users, itself included: its manifest, by the folder in which it lies. */
function collectTree(folder: string, tree: Map<string, Manifest>): Map<string, Manifest> {
  const path = realpathSync(folder);
  if (tree.has(path)) return tree;
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
  tree.set(path, manifest);
  const { dependencies, optionalDependencies = {}, peerDependencies = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter(
    (name) => manifest.peerDependenciesMeta?.[name]?.optional !== true,
  );
  const names = new Set([...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]);
  const folders = createRequire(join(path, 'index.js')).resolve.paths('anything') ?? [];
  for (const name of names) {
    const found = folders.map((each) => join(each, name)).find((each) => existsSync(each));
    if (found !== undefined) collectTree(found, tree);
    // What is for another system is not there.
    else if (!(name in optionalDependencies)) throw new Error(`${manifest.name} lacks ${name}`);
  }
  return tree;
}

/** Tells whether npm runs a program of the package when it is installed; for a `binding.gyp` it compiles. */
function runsWhenInstalled([path, { scripts = {} }]: [string, Manifest]): boolean {
  const isScript = ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
  return isScript || existsSync(join(path, 'binding.gyp'));
}

test('no package that is published runs anything on the machines of its users, but node-llama-cpp', () => {
  const tree = new Map<string, Manifest>();
  for (const name of readdirSync(PACKAGES)) collectTree(join(PACKAGES, name), tree);
  expect(tree.size).toBeGreaterThan(100);
  const running = [...tree].filter(runsWhenInstalled).map(([, { name }]) => name);
  expect(running).toEqual(['node-llama-cpp']);
});
