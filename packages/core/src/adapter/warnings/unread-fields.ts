import { warnOnce } from './warn-once.ts';

/** The hits without a field after which it is taken for misspelt. */
const ENOUGH_HITS = 20;
/** The most fields that are watched. */
const MOST_FIELDS = 1000;

/** Hits that were read without a text in a field; as many as are enough where it was told, or where one had a text. */
const missed = new Map<string, number>();

/**
 * Watches the fields of passages that are read from several: a name that no hit has is most likely misspelt, and nothing else
 * would tell, since the others are read. It warns once for each, after 20 hits that had texts in the others alone.
 *
 * @param found the texts that one hit has in each field
 */
export function watchFields(
  found: readonly {
    readonly field: { readonly field: string };
    readonly texts: readonly string[];
  }[],
): void {
  if (found.length < 2 || found.every(({ texts }) => texts.length === 0)) return;
  const names = found.map(({ field }) => field.field);
  for (const { field, texts } of found) {
    const key = `${field.field} of ${names.join()}`;
    const hits = missed.get(key) ?? 0;
    if (hits === ENOUGH_HITS || missed.size >= MOST_FIELDS) continue;
    missed.set(key, texts.length > 0 ? ENOUGH_HITS : hits + 1);
    if (texts.length > 0 || hits + 1 < ENOUGH_HITS) continue;
    const others = names.filter((name) => name !== field.field).join(', ');
    const message = `None of ${ENOUGH_HITS} hits has the passage field ${field.field}, which is read beside ${others}: is its name right?`;
    warnOnce({ code: 'LB_RERANK_UNREAD_FIELD', message });
  }
}
