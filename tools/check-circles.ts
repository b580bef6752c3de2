/**
 * Fails where source files, or folders of one package, import each other in a circle; type-only imports count too.
 *
 * Tests may import what they like. A package's entries are its face and belong to no folder.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

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

/** Draws the folders of a package with an arrow for each import between two of them. */
function foldersOf(files: Graph, root: string): Graph {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports?: Record<string, string>;
  };
  const entries = new Set(Object.values(exports ?? {}).map((entry) => join(root, entry)));
  const folders = new Map<string, Set<string>>();
  for (const [path, imported] of files) {
    if (entries.has(path) || !path.startsWith(`${root}/`)) continue;
    const folder = dirname(path);
    const neighbours = folders.get(folder) ?? new Set();
    folders.set(folder, neighbours);
    for (const other of [...imported].map((target) => dirname(target))) {
      if (other !== folder) neighbours.add(other);
    }
  }
  return folders;
}

const tracked = (pattern: string) =>
  execFileSync('git', ['ls-files', pattern], { encoding: 'utf8' }).trim().split('\n');
const paths = tracked('*.ts').filter((path) => !/\.test(-d)?\.ts$/.test(path));
const files: Graph = new Map(paths.map((path) => [path, new Set(importsOf(path))]));
const roots = tracked('*/package.json').map((path) => dirname(path));
const folderCircles = roots.flatMap((root) => circlesOf(foldersOf(files, root)));
const problems = [
  ...circlesOf(files).map((circle) => `files import each other: ${circle}`),
  ...folderCircles.map((circle) => `folders import each other: ${circle}`),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
