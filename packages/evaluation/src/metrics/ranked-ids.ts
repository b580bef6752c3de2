/**
 * Sorts the document ids of one query of a run, best first, in trec_eval's order: scores compared as float32, equal
 * scores by document id descending (its UTF-8 bytes), whatever rank a run file states.
 *
 * @example
 * ```ts
 * import { rankedIds } from '@lb-rerank/evaluation';
 *
 * const scores = new Map([['pear', 8.1], ['apple', 9.5]]);
 * console.log(rankedIds(scores).join()); // apple,pear
 * ```
 */
export function rankedIds(scores: ReadonlyMap<string, number>): string[] {
  return [...scores]
    .map(([id, score]) => ({ id, score: Math.fround(score) }))
    .toSorted((a, b) => compareDescending(a.score, b.score) || compareIdsDescending(a.id, b.id))
    .map(({ id }) => id);
}

/** Compares instead of subtracting and not by difference, because Infinity - Infinity is no order. */
function compareDescending(a: number, b: number): number {
  return a > b ? -1 : Number(a < b);
}

/** JavaScript compares UTF-16 units, which order differently from UTF-8 beyond U+FFFF. */
function compareIdsDescending(a: string, b: string): number {
  return Buffer.compare(Buffer.from(b), Buffer.from(a));
}
