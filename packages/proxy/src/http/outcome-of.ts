import { RerankError } from '@lb-rerank/core';
import type { Outcome } from './outcome-headers.ts';

/** The account of a search that an adapter gives beside its answer, as far as it is told. */
export type Account = Outcome & { readonly error?: Error | undefined; readonly scored?: number };

/** Reads how an answer came about. */
export function outcomeOf({ outcome, reason, error }: Account): Outcome {
  return { outcome, reason: reason ?? (error && toldError(error)) };
}

/** Tells of an error what may be told: the message of one that is not ours may quote a document. */
function toldError(error: Error): string {
  return error instanceof RerankError ? error.message : `reranking failed (${error.name})`;
}

/** Sums up the outcomes of several searches: the one of all, or that they differ, with how many there are of each. */
export function outcomeOfAll(outcomes: readonly Outcome[]): Outcome {
  const counts = new Map<string, number>();
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const reason = outcomes.find((one) => one.reason !== undefined)?.reason;
  const [first] = outcomes;
  if (first === undefined) return { outcome: 'skipped', reason: 'there are no searches' };
  if (counts.size === 1) return { outcome: first.outcome, reason };
  const told = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return { outcome: 'mixed', reason: reason === undefined ? told : `${told}: ${reason}` };
}
