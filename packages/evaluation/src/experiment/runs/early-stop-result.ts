import { type EarlyStop, stopWatch } from '@lb-rerank/core/backend';
import type { Run } from '../../metrics/run.ts';
import { runAtDepth } from './run-at-depth.ts';
import type { ScoreFormula } from './score-formula.ts';
import type { ScoredQuery } from './scored-query.ts';

/** A rank window that ended early, replayed from scores that are known. */
export interface EarlyStopResult extends EarlyStop {
  /** Pairs that would have been scored. */
  readonly pairs: number;
  /** Their part of the pairs of whole rank windows, in [0, 1]; 1 where those have none either, so that nothing was saved. */
  readonly share: number;
  /** The main metric. */
  readonly value: number;
  /** By how much it differs from that of whole rank windows. */
  readonly difference: number;
}

/** The rank windows that are replayed. */
export interface ReplayOptions {
  readonly depth: number;
  readonly size: number;
  readonly formula: ScoreFormula;
  /** Measures a run by the main metric. */
  readonly measure: (run: Run) => number;
}

/** Finds what rank windows would have cost and given that end early; asks no model. */
export function replayEarlyStop(
  queries: readonly ScoredQuery[],
  earlyStop: EarlyStop,
  { depth, size, formula, measure }: ReplayOptions,
): EarlyStopResult {
  const ends = new Map(queries.map((query) => [query, endOf(query, earlyStop, depth)]));
  const pairsUpTo = (endOfQuery: (query: ScoredQuery) => number) =>
    queries.reduce((sum, query) => sum + scoredOf(query, endOfQuery(query)).length, 0);
  const pairs = pairsUpTo((query) => ends.get(query)!);
  const whole = pairsUpTo(() => depth);
  const valueAt = (cut: number | ((query: ScoredQuery) => number)) =>
    measure(runAtDepth(queries, { depth: cut, size, formula }));
  const value = valueAt((query) => ends.get(query)!);
  return {
    ...earlyStop,
    pairs,
    share: whole === 0 ? 1 : pairs / whole,
    value,
    difference: value - valueAt(depth),
  };
}

/** Finds where a query's rank window ends, as `rerank()` does: by the expected scores in the first stage's order. */
function endOf({ scores }: ScoredQuery, earlyStop: EarlyStop, depth: number): number {
  const watch = stopWatch(earlyStop);
  const rankWindow = scores.expected.slice(0, depth);
  const last = rankWindow.findIndex((score) => score !== null && watch?.take(score) === true);
  return last === -1 ? depth : last + 1;
}

function scoredOf({ scores }: ScoredQuery, end: number): readonly (number | null)[] {
  return scores.expected.slice(0, end).filter((score) => score !== null);
}
