import type { Schemas } from '@qdrant/js-client-rest';

/** A text as dense and sparse vectors. */
export interface EmbeddedText {
  readonly dense: readonly number[];
  readonly sparse: Schemas['SparseVector'];
}

/** The number that Qdrant adds to each rank, counted from 0, before it takes the reciprocal. */
const RRF_K = 2;

/** The difference below which 32-bit floats may rank two values either way. */
const NEARLY_EQUAL = 1e-5;

/** The lowest and the highest score that a document can have: where it ties with others, Qdrant is free to choose. */
export interface FusedScore {
  readonly least: number;
  readonly most: number;
}

/**
 * Computes the expected result of a hybrid query, by sums over all documents: the best by cosine and the best by words weighed
 * by their rarity, up to a depth each, fused by reciprocal rank. Shares no code with Qdrant.
 *
 * @returns scores by the position of the document
 */
export function fusedScores(
  query: EmbeddedText,
  documents: readonly EmbeddedText[],
  depth: number,
): FusedScore[] {
  const idf = idfOf(documents);
  const wanted = new Map(query.sparse.indices.map((word, n) => [word, query.sparse.values[n]!]));
  const similarities = documents.map(({ dense }) => cosine(query.dense, dense));
  const weights = documents.map(({ sparse }) =>
    sparse.indices.reduce(
      (sum, word, n) => sum + sparse.values[n]! * (wanted.get(word) ?? 0) * idf(word),
      0,
    ),
  );
  const scoreAt = (rank: number) => (rank < depth ? 1 / (rank + RRF_K) : 0);
  const halves = [ranksOf(similarities), ranksOf(weights)].map((ranks) =>
    ranks.map(({ first, last }) => ({ least: scoreAt(last), most: scoreAt(first) })),
  );
  return documents.map((_, n) => ({
    least: halves[0]![n]!.least + halves[1]![n]!.least,
    most: halves[0]![n]!.most + halves[1]![n]!.most,
  }));
}

/** The ranks that each value can have, from 0, the highest first; what is 0 is not found at all. */
function ranksOf(values: readonly number[]): { first: number; last: number }[] {
  const sorted = values.toSorted((a, b) => b - a);
  const countAbove = (bound: number) => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle]! > bound) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return values.map((value) => {
    if (value === 0) return { first: Infinity, last: Infinity };
    const margin = Math.abs(value) * NEARLY_EQUAL;
    return { first: countAbove(value + margin), last: countAbove(value - margin) - 1 };
  });
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (c: readonly number[], d: readonly number[]) =>
    c.reduce((sum, value, n) => sum + value * d[n]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** As BM25 counts it. */
function idfOf(documents: readonly EmbeddedText[]): (word: number) => number {
  const counts = new Map<number, number>();
  for (const { sparse } of documents) {
    for (const word of sparse.indices) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => {
    const count = counts.get(word) ?? 0;
    return Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  };
}
