/**
 * The points at which a ranking may end before its rank window, since more of it would hardly change the first hits. The hits
 * behind such a point are not scored; they follow in the retriever's order, or are left out where `minScore` is set.
 */
export interface EarlyStop {
  /**
   * Ends the rank window after so many hits in a row, in the retriever's order, that have not entered the best `stopTopN`; at
   * least 1. A larger value scores more and misses less. @default none: the whole rank window is scored
   */
  readonly patience?: number | undefined;
  /**
   * Ends the rank window once `stopTopN` hits are scored at least this, in [1, 7]. A larger value scores more. @default none
   */
  readonly minTopScore?: number | undefined;
  /**
   * The number of best hits that both look at, at least 1. A larger value scores more. It has to be the same for all pages of a
   * search. @default in `rerank()` the request's `topN`; else 10
   */
  readonly stopTopN?: number | undefined;
}

/** The best hits unless the caller says how many are shown: a page of search. */
const DEFAULT_TOP_N = 10;

/** A watch over scores that come in the retriever's order. */
export interface StopWatch {
  /** Takes the score of the next candidate that has a passage, null where it was not scored. Tells whether the rank window ends with it. */
  take(score: number | null): boolean;
  /** The least number of further candidates with which the rank window may end. */
  readonly least: number;
}

/**
 * Makes a watch that ends a rank window early, or undefined where nothing may end it.
 *
 * Only scores and their order count, so the same request ends at the same place however its pairs are batched, cached or
 * shared with others. A candidate whose scoring failed counts as one that has not entered, once as many as `stopTopN` came
 * before it. An equal score does not enter, as the earlier hit stays ahead.
 *
 * @example
 * ```ts
 * import { stopWatch } from '@lb-rerank/core/backend';
 *
 * const watch = stopWatch({ patience: 2, stopTopN: 1 });
 * console.log([5, 4, 6, 3, 2].map((score) => watch?.take(score)).join()); // false,false,false,false,true
 * ```
 */
export function stopWatch({
  patience = Infinity,
  minTopScore = Infinity,
  stopTopN = DEFAULT_TOP_N,
}: EarlyStop): StopWatch | undefined {
  if (patience === Infinity && minTopScore === Infinity) return undefined;
  /** The best scores so far, the worst of them first. */
  const best: number[] = [];
  let [seen, missed, good] = [0, 0, 0];
  const enters = (score: number | null): boolean => {
    if (score === null || (best.length === stopTopN && score <= best[0]!)) return false;
    const place = best.findIndex((other) => other >= score);
    best.splice(place === -1 ? best.length : place, 0, score);
    if (best.length > stopTopN) best.shift();
    return true;
  };
  return {
    take(score) {
      seen += 1;
      if (score !== null && score >= minTopScore) good += 1;
      missed = enters(score) || seen <= stopTopN ? 0 : missed + 1;
      return missed >= patience || good >= stopTopN;
    },
    get least() {
      const forGood = minTopScore === Infinity ? Infinity : stopTopN - good;
      return Math.min(Math.max(stopTopN - seen, 0) + patience - missed, forGood);
    },
  };
}
