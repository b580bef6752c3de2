import type { TestCase, TestModule } from 'vitest/node';

import { hasApt, mayInstallPackages } from '../../requirements/index.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The reasons why tests are skipped, like "no Maven; apt-get install maven", or cannot run. */
    lacks?: readonly string[];
    /** The Debian packages that would let them run. */
    packages?: readonly string[];
  }
}

/** Counts of a run's skipped tests. */
interface Skips {
  total: number;
  /** By `.skip` or a filter: nothing that the machine lacks. */
  others: number;
  /** By what they lack; a test may lack several things. */
  readonly byReason: Map<string, { tests: number; readonly files: Set<string> }>;
  readonly packages: Set<string>;
}

/**
 * Lists which tests were skipped for want of what, and the command that would bring all of it; empty if none was skipped.
 *
 * Its total is Vitest's own. A test that would not have run anyway, by `.skip` or a filter, is counted apart.
 */
export async function skipSummary(
  modules: readonly TestModule[],
  pattern: RegExp | undefined,
): Promise<string[]> {
  const { total, others, byReason, packages } = countSkips(modules, pattern);
  // What a filter leaves out needs no explanation.
  if (total === 0 || (pattern !== undefined && byReason.size === 0)) return [];
  const lines = [...byReason]
    .toSorted(([, a], [, b]) => b.tests - a.tests)
    .map(([reason, { tests, files }]) => {
      return `skipped: ${reason}: ${count(tests)} of ${[...files].toSorted().join(', ')}`;
    });
  if (others > 0) lines.push(`skipped for other reasons, like .skip or a filter: ${count(others)}`);
  return [`${total} skipped; a test may lack several things:`, ...lines, ...(await cure(packages))];
}

function countSkips(modules: readonly TestModule[], pattern: RegExp | undefined): Skips {
  const skips: Skips = { total: 0, others: 0, byReason: new Map(), packages: new Set() };
  for (const module of modules) {
    const file = module.relativeModuleId.replaceAll(/^(?:.*\/)?tests\/|\.test\.ts$/g, '');
    for (const test of module.children.allTests('skipped')) {
      if (test.options.mode !== 'todo') countSkip(skips, test, file, pattern);
    }
  }
  return skips;
}

function countSkip(skips: Skips, test: TestCase, file: string, pattern: RegExp | undefined): void {
  const { lacks = [], packages = [] } = test.meta();
  skips.total += 1;
  if (lacks.length === 0 || (pattern !== undefined && !pattern.test(fullNameOf(test)))) {
    skips.others += 1;
    return;
  }
  for (const name of packages) skips.packages.add(name);
  for (const reason of lacks) {
    const skipped = skips.byReason.get(reason) ?? { tests: 0, files: new Set() };
    skipped.tests += 1;
    skipped.files.add(file);
    skips.byReason.set(reason, skipped);
  }
}

/** A test's name as a filter on the command line means it: without the level that says what is missing. */
function fullNameOf(test: TestCase): string {
  const { lacks = [] } = test.meta();
  const names = test.fullName.split(' > ');
  return names.filter((name) => !lacks.some((reason) => name.startsWith(reason))).join(' > ');
}

const count = (tests: number) => `${tests} ${tests === 1 ? 'test' : 'tests'}`;

async function cure(packages: ReadonlySet<string>): Promise<string[]> {
  if (packages.size === 0) return [];
  const names = [...packages].toSorted().join(' ');
  if (!(await hasApt())) return [`All of it: install what Debian calls ${names}`];
  // Then it has been tried.
  if (await mayInstallPackages()) return [`apt-get could not install ${names}; see above`];
  return [
    `All of it: apt-get install --no-install-recommends ${names}`,
    'As root, LB_RERANK_INSTALL=1 lets the tests do that by themselves.',
  ];
}
