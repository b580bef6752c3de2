import type { Scorer } from '@lb-rerank/core';
import type { Search } from '../workload/synthetic-searches.ts';

/** The requests before a measurement, which make connections and load what a backend loads late. They count in no figure. */
export interface WarmUp {
  /** Scorers that answered, each one request. */
  readonly answered: number;
  /** Scorers that did not. */
  readonly failed: number;
  /** Pairs of each request. */
  readonly pairs: number;
  /** The time of the slowest, in milliseconds. */
  readonly slowestMs: number;
}

/**
 * Sends each scorer one request.
 *
 * @throws the first one's error where none answers; the signal's reason when aborted.
 */
export async function warmUp(
  scorers: readonly Scorer[],
  search: Search,
  signal: AbortSignal,
): Promise<WarmUp> {
  const startedAt = performance.now();
  const outcomes = await Promise.allSettled(
    scorers.map((scorer) => scorer.score({ ...search, signal })),
  );
  const slowestMs = performance.now() - startedAt;
  signal.throwIfAborted();
  const failures = outcomes.filter(({ status }) => status === 'rejected');
  const [first] = failures;
  if (first?.status === 'rejected' && failures.length === scorers.length) throw first.reason;
  const failed = failures.length;
  return { answered: scorers.length - failed, failed, pairs: search.passages.length, slowestMs };
}
