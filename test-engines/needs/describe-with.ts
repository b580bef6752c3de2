import { beforeAll, describe, type TaskMeta, TestRunner } from 'vitest';

import { isCi } from '../machinery/is-ci.ts';
import { askFor } from './ask-for.ts';
import type { Offer } from './server/need.ts';
import type { NeedName } from './server/needs.ts';

/**
 * Declares tests that need engines or something of the machine, and hands over their addresses and paths.
 *
 * If something is missing, the tests are skipped with the reason, which the summary lists; in CI they fail. If something is
 * broken, they fail everywhere: the suite says what it is, and runs neither tests nor hooks.
 */
export function describeWith<Name extends NeedName>(
  title: string,
  names: readonly Name[],
  declare: (values: Record<Name, string>) => void,
): void {
  const around = TestRunner.getCurrentSuite();
  describe(title, async () => {
    const offers = await Promise.all(names.map(askFor));
    const values = valuesOf(names, offers);
    const { reasons, packages, fails } = lacksOf(offers);
    if (reasons.length === 0) {
      declare(values);
      return;
    }
    const reason = reasons.join('; ');
    if (fails) beforeAll(() => Promise.reject(withoutStack(reason)));
    const outer = around.options?.meta ?? {};
    const isSkippedAnyway = around.mode === 'skip' && outer.lacks === undefined;
    const meta = isSkippedAnyway ? {} : joined(outer, { lacks: reasons, packages });
    // Vitest does not count the tests of a suite that is skipped inside of one that is.
    const isOutermost = around.mode !== 'skip' && outer.lacks === undefined;
    describe.skipIf(isOutermost && !fails)(reason, { meta }, () => {
      declare(values);
    });
  });
}

function valuesOf<Name extends NeedName>(
  names: readonly Name[],
  offers: readonly Offer[],
): Record<Name, string> {
  const values = names.map((name, n) => {
    const offer = offers[n]!;
    return [name, 'value' in offer ? offer.value : 'http://unavailable.invalid'];
  });
  return Object.fromEntries(values) as Record<Name, string>;
}

function joined(outer: TaskMeta, own: Required<Pick<TaskMeta, 'lacks' | 'packages'>>): TaskMeta {
  return {
    lacks: [...new Set([...(outer.lacks ?? []), ...own.lacks])],
    packages: [...(outer.packages ?? []), ...own.packages],
  };
}

interface Lacks {
  readonly reasons: readonly string[];
  readonly packages: readonly string[];
  /** Whether they are a failure, rather than a reason to skip tests. */
  readonly fails: boolean;
}

function lacksOf(offers: readonly Offer[]): Lacks {
  const broken = offers.flatMap((offer) => ('broken' in offer ? [offer.broken] : []));
  const missing = offers.filter((offer) => 'lacks' in offer);
  const lacks = missing.map((offer) => offer.lacks);
  return {
    reasons: [...new Set([...broken, ...lacks])],
    packages: missing.flatMap((offer) => offer.packages),
    fails: broken.length > 0 || (lacks.length > 0 && isCi()),
  };
}

/** An error that says where the machine is at fault: no line of ours is. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}
