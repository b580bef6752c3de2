import type { BeforeAndAfter } from './measure.ts';

/** Figures of a run, as other programs read them. */
export interface ClosingFigures {
  readonly model: string;
  /** The server's address, or the model file. */
  readonly location: string;
  /** True for the bundled stand-in and not the LB Reranker. */
  readonly isStandIn: boolean;
  readonly machine: string;
  readonly queries: number;
  /** Query and document pairs that the model scored. */
  readonly pairs: number;
  /** Undefined for a query that nobody judged. */
  readonly ndcg10?: BeforeAndAfter | undefined;
  /** The time that reranking took, in milliseconds. */
  readonly totalMs: number;
}

/** The last line of the demo: JSON, with null for what was not measured. */
export function closingLine({ ndcg10, totalMs, ...figures }: ClosingFigures): string {
  const { model, location, isStandIn, machine, queries, pairs } = figures;
  return JSON.stringify({
    model,
    location,
    isStandIn,
    machine,
    queries,
    pairs,
    ndcg10: { before: rounded(ndcg10?.before), after: rounded(ndcg10?.after) },
    pairsPerSecond: totalMs === 0 ? null : Math.round((pairs / totalMs) * 10_000) / 10,
  });
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100_000) / 100_000;
}
