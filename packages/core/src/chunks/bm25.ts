import type { TermCounts } from './term-counts.ts';

/** Lucene's defaults: how soon repetitions of a term stop counting, and how much long texts are held back. */
const K1 = 1.2;
const B = 0.75;

/** Texts that are ranked against the query that their terms were counted for, by BM25 over these texts alone. */
export class Bm25 {
  #texts = 0;
  #length = 0;
  /** Term -> the number of texts that have it. */
  readonly #having = new Map<string, number>();

  /** Takes texts into account. All have to be there before the first is scored. */
  add(texts: readonly TermCounts[]): void {
    for (const { length, ofQuery } of texts) {
      this.#texts += 1;
      this.#length += length;
      for (const term of ofQuery.keys()) this.#having.set(term, (this.#having.get(term) ?? 0) + 1);
    }
  }

  /** Scores one of the texts; 0 where no term of the query occurs. */
  scoreOf({ length, ofQuery }: TermCounts): number {
    const damping = K1 * (1 - B + (B * length * this.#texts) / (this.#length || 1));
    let score = 0;
    for (const [term, count] of ofQuery)
      score += (this.#rarityOf(term) * count) / (count + damping);
    return score;
  }

  #rarityOf(term: string): number {
    const having = this.#having.get(term) ?? 0;
    return Math.log(1 + (this.#texts - having + 0.5) / (having + 0.5));
  }
}
