import type { Result } from '../wire/dialects.ts';

/** Documents that were asked about, by the relevance that each must get; null for one without a text. */
export interface Expectation {
  readonly relevances: readonly (number | null)[];
  readonly topN: number | undefined;
  readonly keepsOrder: boolean;
}

const TOLERANCE = 1e-9;

/** Lists all that is wrong with an answer's results; nothing, if it is as it must be. */
export function problemsOfRanking(
  expectation: Expectation,
  outcome: string | undefined,
  results: readonly Result[],
): string[] {
  const { relevances, keepsOrder } = expectation;
  return [
    ...problemsOfCount(expectation, results),
    ...results.flatMap((result) => problemsOfScore(relevances, result)),
    ...(keepsOrder ? [] : problemsOfOrder(results)),
    ...problemsOfOutcome(expectation, outcome, results),
  ];
}

function problemsOfCount(
  { relevances, topN = relevances.length, keepsOrder }: Expectation,
  results: readonly Result[],
): string[] {
  const wanted = keepsOrder ? relevances.length : Math.min(topN, relevances.length);
  const indices = results.map(({ index }) => index);
  return [
    ...(indices.length === wanted ? [] : [`${indices.length} results instead of ${wanted}`]),
    ...(new Set(indices).size === indices.length ? [] : ['a document comes twice']),
    ...(indices.every((index) => index in relevances) ? [] : ['a document that nobody sent']),
    ...(!keepsOrder || indices.every((index, n) => index === n) ? [] : ['out of the order sent']),
  ];
}

function problemsOfScore(
  relevances: readonly (number | null)[],
  { index, relevance }: Result,
): string[] {
  if (relevance === 0) return [];
  const right = relevances[index];
  if (right === null) return [`document ${index} has no text, and the relevance ${relevance}`];
  const isRight = right !== undefined && Math.abs(relevance - right) < TOLERANCE;
  return isRight ? [] : [`document ${index} has the relevance ${relevance} instead of ${right}`];
}

/** The scored come best first, and the rest follows as it came. */
function problemsOfOrder(results: readonly Result[]): string[] {
  const isOrdered = results.every((result, n) => {
    const before = results[n - 1];
    if (before === undefined || before.relevance > result.relevance) return true;
    return before.relevance === result.relevance && before.index < result.index;
  });
  return isOrdered ? [] : ['out of order'];
}

function problemsOfOutcome(
  { relevances, topN }: Expectation,
  outcome: string | undefined,
  results: readonly Result[],
): string[] {
  const scored = results.filter(({ relevance }) => relevance > 0);
  switch (outcome) {
    case 'reranked':
      return isBest(relevances, results, topN)
        ? []
        : ['"reranked", but not the best, or not all scored'];
    case 'unscored':
      return relevances.every((right) => right === null)
        ? []
        : ['"unscored" though there are texts'];
    case 'fallback':
      return scored.length === 0 ? [] : ['"fallback" with scores'];
    case 'partial':
      return scored.length > 0 ? [] : ['"partial" without a score'];
    case undefined:
    default:
      return [`the outcome is ${outcome}`];
  }
}

/** Tells whether the results have the scores of the best documents, as many as were wanted. */
function isBest(
  relevances: readonly (number | null)[],
  results: readonly Result[],
  topN = relevances.length,
): boolean {
  const best = relevances.map((right) => right ?? 0).toSorted((a, b) => b - a);
  const given = results.map(({ relevance }) => relevance).toSorted((a, b) => b - a);
  return given.slice(0, topN).every((score, n) => Math.abs(score - best[n]!) < TOLERANCE);
}
