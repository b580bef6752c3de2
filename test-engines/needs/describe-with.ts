import { describe } from 'vitest';

import { isCi } from '../machinery/is-ci.ts';
import { askFor } from './ask-for.ts';
import type { NeedName } from './server/needs.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The reasons why tests are skipped, like "no Maven; apt-get install maven". */
    lacks?: readonly string[];
    /** The Debian packages that would let them run. */
    packages?: readonly string[];
  }
}

/**
 * Declares tests that need engines or something of the machine, and hands over their addresses and paths.
 *
 * If one is missing, the tests are skipped with the reason, which the summary lists; in CI the file fails.
 */
export function describeWith<Name extends NeedName>(
  title: string,
  names: readonly Name[],
  declare: (values: Record<Name, string>) => void,
): void {
  describe(title, async () => {
    const offers = await Promise.all(names.map(askFor));
    const missing = offers.filter((offer) => 'lacks' in offer);
    const lacks = [...new Set(missing.map((offer) => offer.lacks))];
    const reason = lacks.join('; ');
    if (missing.length > 0 && isCi()) throw new Error(reason);

    const values = Object.fromEntries(
      names.map((name, n) => {
        const offer = offers[n]!;
        return [name, 'value' in offer ? offer.value : 'http://unavailable.invalid'];
      }),
    ) as Record<Name, string>;
    if (missing.length === 0) {
      declare(values);
      return;
    }
    const packages = missing.flatMap((offer) => offer.packages);
    describe.skipIf(missing.length > 0)(reason, { meta: { lacks, packages } }, () => {
      declare(values);
    });
  });
}
