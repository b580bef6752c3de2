import type { TermCounts } from './term-counts.ts';

/** Lucene's defaults: how soon repetitions of a term stop counting, and how much long texts are held back. */
const K1 = 1.2;
const B = 0.75;

/**
 * Ranks texts against the query that their terms were counted for, by BM25 over these texts alone.
 *
 * @returns the score of each text, in their order; 0 where no term of the query occurs
 */
export function bm25Scores(texts: readonly TermCounts[]): number[] {
  const averageLength = texts.reduce((sum, { length }) => sum + length, 0) / texts.length || 1;
  const having = new Map<string, number>();
  for (const { ofQuery } of texts) {
    for (const term of ofQuery.keys()) having.set(term, (having.get(term) ?? 0) + 1);
  }
  const rarity = (term: string) => {
    const count = having.get(term)!;
    return Math.log(1 + (texts.length - count + 0.5) / (count + 0.5));
  };
  return texts.map(({ length, ofQuery }) => {
    const damping = K1 * (1 - B + (B * length) / averageLength);
    let score = 0;
    for (const [term, count] of ofQuery) score += (rarity(term) * count) / (count + damping);
    return score;
  });
}
