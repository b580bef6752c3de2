import { warnOnce } from './warn-once.ts';

/** The hits without a field after which it is taken for misspelt. */
const ENOUGH_HITS = 20;
/** The most fields that are watched. */
const MOST_FIELDS = 1000;

/** Hits in a row from the first that had no text in a field; ENOUGH_HITS and more are not counted, nor is one that had a text. */
const missed = new Map<string, number>();
const DONE = ENOUGH_HITS;

/**
 * Watches the fields of passages that are read from several: a name that no hit has is most likely misspelt, and nothing else
 * would tell, since the others are read. It warns once for each, after 20 hits that had texts in the others alone.
 *
 * @param found the fields that one hit was read by, and whether it had a text in them
 */
export function watchFields(
  found: readonly { readonly field: string; readonly hasText: boolean }[],
): void {
  if (found.length < 2 || !found.some(({ hasText }) => hasText)) return;
  const names = found.map(({ field }) => field).join();
  for (const { field, hasText } of found) {
    const key = `${field} of ${names}`;
    const hits = missed.get(key) ?? 0;
    if (hits === DONE || missed.size >= MOST_FIELDS) continue;
    missed.set(key, hasText ? DONE : hits + 1);
    if (hasText || hits + 1 < ENOUGH_HITS) continue;
    const others = found.flatMap((other) => (other.field === field ? [] : [other.field]));
    const message = `None of ${ENOUGH_HITS} hits has the passage field ${field}, which is read beside ${others.join(', ')}: is its name right?`;
    warnOnce({ code: 'LB_RERANK_UNREAD_FIELD', message });
  }
}
