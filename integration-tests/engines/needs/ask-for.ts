import { inject } from 'vitest';

import type { Offer } from './need.ts';
import type { NeedName } from './needs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the needs of test files are served. */
    needsUrl: string;
  }
}

/** Resolves to what a test file asked for, or why there is none, however long its set-up takes. */
export async function askFor(name: NeedName): Promise<Offer> {
  const url = `${inject('needsUrl')}/${encodeURIComponent(name)}`;
  for (;;) {
    const response = await fetch(url);
    if (response.status === 200) return (await response.json()) as Offer;
    if (response.status !== 202) throw new Error(`${name} is not among the needs of test files`);
  }
}
