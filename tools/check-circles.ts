/**
 * Fails where source files, or folders of one package or program, import each other in a circle; type-only imports count too.
 *
 * Tests may import what they like. A package's entries are its face and belong to no folder.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { PROGRAM_FOLDERS, trackedSources } from './tracked-sources.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the relative imports and re-exports of a file, as paths from the repository's root. */
function importsOf(path: string): string[] {
  const source = readFileSync(path, 'utf8');
  const { module } = parseSync(path, source);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      source.slice(start + 1, end - 1),
    ),
  ];
  return requests
    .filter((request) => request.startsWith('.'))
    .map((request) => join(dirname(path), request));
}

/** Finds circles, each as the nodes on its way round; at least one of each knot. */
function circlesOf(graph: Graph): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  function visit(node: string, way: readonly string[]): void {
    const before = way.indexOf(node);
    if (before !== -1) circles.push([...way.slice(before), node].join(' -> '));
    if (before !== -1 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
    done.add(node);
  }
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

/** Reads the entries of a package: its exports, which may import from all its folders. */
function entriesOf(home: string): Set<string> {
  const manifest = join(home, 'package.json');
  if (!existsSync(manifest)) return new Set();
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    exports?: Record<string, string>;
  };
  return new Set(Object.values(exports ?? {}).map((entry) => join(home, entry)));
}

/** Draws the folders of a package, whose `package.json` is in `home`, with an arrow for each import between two of them. */
function foldersOf(files: Graph, source: string, home: string): Graph {
  const entries = entriesOf(home);
  const folders = new Map<string, Set<string>>();
  for (const [path, imported] of files) {
    if (entries.has(path) || !path.startsWith(`${source}/`)) continue;
    const folder = dirname(path);
    const neighbours = folders.get(folder) ?? new Set();
    folders.set(folder, neighbours);
    for (const other of [...imported].map((target) => dirname(target))) {
      if (other !== folder) neighbours.add(other);
    }
  }
  return folders;
}

const paths = trackedSources().filter((path) => !/\.test(-d)?\.ts$/.test(path));
const files: Graph = new Map(paths.map((path) => [path, new Set(importsOf(path))]));
const folderCircles = [
  ...globSync('packages/*/src').map((source) => foldersOf(files, source, dirname(source))),
  ...PROGRAM_FOLDERS.map((folder) => foldersOf(files, folder, folder)),
].flatMap((folders) => circlesOf(folders));
const problems = [
  ...circlesOf(files).map((circle) => `files import each other: ${circle}`),
  ...folderCircles.map((circle) => `folders import each other: ${circle}`),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
