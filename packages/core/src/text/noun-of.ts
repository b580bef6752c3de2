/**
 * Chooses a noun's form for a count, so that nobody reads of `1 pairs`.
 *
 * @param plural for a noun that takes more than an `s`.
 *
 * @example
 * ```ts
 * import { nounOf } from '@lb-rerank/core/backend';
 *
 * console.log(nounOf(1, 'pair'), nounOf(2, 'query', 'queries')); // pair queries
 * ```
 */
export function nounOf(count: number, singular: string, plural: string = `${singular}s`): string {
  return count === 1 ? singular : plural;
}
