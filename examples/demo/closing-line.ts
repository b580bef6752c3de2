import type { BeforeAndAfter } from './measure.ts';

/** Figures of a whole run, as other programs read them. */
export interface ClosingFigures {
  readonly model: string;
  readonly queries: number;
  /** Query and document pairs that the model scored. */
  readonly pairs: number;
  /** Undefined for a query that nobody judged. */
  readonly ndcg10?: BeforeAndAfter | undefined;
  /** Time that reranking took, in milliseconds. */
  readonly totalMs: number;
}

/** The last line of the demo: JSON, with null for what was not measured. */
export function closingLine({ model, queries, pairs, ndcg10, totalMs }: ClosingFigures): string {
  return JSON.stringify({
    model,
    queries,
    pairs,
    ndcg10: { before: rounded(ndcg10?.before), after: rounded(ndcg10?.after) },
    pairsPerSecond: totalMs === 0 ? null : Math.round((pairs / totalMs) * 10_000) / 10,
  });
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100_000) / 100_000;
}
