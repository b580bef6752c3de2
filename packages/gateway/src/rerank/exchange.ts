import type { Ranking } from '@lb-rerank/core';
import type { Problem } from '../errors/problem.ts';

/** One request and what became of it: what is answered, counted and logged. */
export interface Exchange {
  readonly status: number;
  readonly body: object;
  /** The name of the dialect. */
  readonly dialect: string;
  /** The name of the caller's key. */
  readonly caller: string | undefined;
  readonly rankings: readonly Ranking<string>[];
  readonly problem: Problem | undefined;
  /** The error that was thrown, or the reason why a ranking is incomplete; for the log. */
  readonly error: unknown;
}
