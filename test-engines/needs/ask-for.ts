import { inject } from 'vitest';

import type { Offer } from './server/need.ts';
import type { NeedName } from './server/needs.ts';

/** Resolves to what a test file asked for, or why there is none, however long its set-up takes. */
export async function askFor(name: NeedName): Promise<Offer> {
  const url = `${inject('needsUrl')}/${encodeURIComponent(name)}`;
  for (;;) {
    const response = await fetch(url);
    if (response.status === 200) return (await response.json()) as Offer;
    if (response.status !== 202) throw new Error(`${name} is not among the needs of test files`);
  }
}
