import { describe, inject } from 'vitest';

import type { SharedEngines } from './shared-engines.ts';

/**
 * Declares tests of shared engines, which are given their addresses.
 *
 * Where one is missing, the tests are skipped under a title that says which and why.
 */
export function describeWithEngines<Name extends keyof SharedEngines>(
  title: string,
  names: readonly Name[],
  declare: (urls: Record<Name, string>) => void,
): void {
  const engines = inject('engines');
  const reasons = names.flatMap((name) => {
    const engine = engines[name];
    return 'unavailable' in engine ? [engine.unavailable] : [];
  });
  const addresses = names.map((name) => {
    const engine = engines[name];
    return [name, 'url' in engine ? engine.url : 'http://unavailable.invalid'] as const;
  });
  const urls = Object.fromEntries(addresses) as Record<Name, string>;
  const isMissing = reasons.length > 0;
  const note = isMissing ? ` [skipped: ${reasons.join('; ')}]` : '';
  describe.skipIf(isMissing)(`${title}${note}`, () => {
    declare(urls);
  });
}
