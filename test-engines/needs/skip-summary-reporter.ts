import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Lists at the end of a run which tests were skipped for want of what, and the command that would bring it. */
export default class SkipSummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = skipSummary(modules);
    if (lines.length > 0) process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}

interface Skipped {
  tests: number;
  readonly files: Set<string>;
}

function skipSummary(modules: readonly TestModule[]): string[] {
  const byReason = new Map<string, Skipped>();
  const packages = new Set<string>();
  for (const module of modules) {
    for (const test of module.children.allTests('skipped')) {
      const { lacks, packages: missing = [] } = reasonOf(test);
      const skipped = byReason.get(lacks) ?? { tests: 0, files: new Set() };
      skipped.tests += 1;
      skipped.files.add(module.relativeModuleId.replace(/^(?:.*\/)?tests\/|\.test\.ts$/g, ''));
      byReason.set(lacks, skipped);
      for (const name of missing) packages.add(name);
    }
  }
  const lines = [...byReason].map(([lacks, { tests, files }]) => {
    const noun = tests === 1 ? 'test' : 'tests';
    return `skipped: ${tests} ${noun} of ${[...files].toSorted().join(', ')}: ${lacks}`;
  });
  if (packages.size > 0) {
    const names = [...packages].toSorted().join(' ');
    lines.push(
      `All of it: apt-get install --no-install-recommends ${names}`,
      'As root, LB_RERANK_INSTALL=1 lets the tests do that by themselves.',
    );
  }
  return lines;
}

/** The reason stands at a test, or at the suite around it that was skipped as a whole. */
function reasonOf(test: TestCase): { lacks: string; packages?: readonly string[] } {
  const result = test.result();
  if (result.state === 'skipped' && result.note !== undefined) return { lacks: result.note };
  for (let task: TestCase['parent'] | TestCase = test; task.type !== 'module'; task = task.parent) {
    const { lacks, packages = [] } = task.meta();
    if (lacks !== undefined) return { lacks, packages };
  }
  return { lacks: 'no reason is given' };
}
