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
  const skippedFor = new Map<string, Skipped>();
  const packages = new Set<string>();
  let total = 0;
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      // A suite that is skipped inside of another leaves its tests pending.
      if (!['skipped', 'pending'].includes(test.result().state)) continue;
      total += 1;
      const { lacks, packages: missing } = reasonsOf(test);
      for (const name of missing) packages.add(name);
      for (const reason of lacks) {
        const skipped = skippedFor.get(reason) ?? { tests: 0, files: new Set() };
        skipped.tests += 1;
        skipped.files.add(module.relativeModuleId.replaceAll(/^(?:.*\/)?tests\/|\.test\.ts$/g, ''));
        skippedFor.set(reason, skipped);
      }
    }
  }
  if (total === 0) return [];
  const lines = [...skippedFor]
    .toSorted(([, a], [, b]) => b.tests - a.tests)
    .map(([reason, { tests, files }]) => {
      const noun = tests === 1 ? 'test' : 'tests';
      return `skipped: ${tests} ${noun} of ${[...files].toSorted().join(', ')}: ${reason}`;
    });
  const names = [...packages].toSorted().join(' ');
  const cure = [
    `All of it: apt-get install --no-install-recommends ${names}`,
    'As root, LB_RERANK_INSTALL=1 lets the tests do that by themselves.',
  ];
  return [
    `${total} skipped; a test may lack several things:`,
    ...lines,
    ...(packages.size > 0 ? cure : []),
  ];
}

/** Finds the reasons at a test, and at the suites around it that were skipped as a whole. */
function reasonsOf(test: TestCase): { lacks: ReadonlySet<string>; packages: readonly string[] } {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  const lacks = new Set(note === undefined ? [] : [note]);
  const packages: string[] = [];
  for (let task: TestCase['parent'] | TestCase = test; task.type !== 'module'; task = task.parent) {
    const { lacks: reasons = [], packages: missing = [] } = task.meta();
    for (const reason of reasons) lacks.add(reason);
    packages.push(...missing);
  }
  return { lacks: lacks.size > 0 ? lacks : new Set(['no reason is given']), packages };
}
