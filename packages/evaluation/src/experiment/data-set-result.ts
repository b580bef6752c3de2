import type { ModelKind } from '@lb-rerank/core/backend';
import type { Run } from '../metrics/run.ts';
import type { Interval } from '../significance/bootstrap-interval.ts';
import type { EarlyStopResult } from './runs/early-stop-result.ts';
import type { ScoreFormula } from './runs/score-formula.ts';
import type { Timing } from './timing/timing.ts';

/** One order of the candidates: the first stage's own, or that of a model under one formula. */
export interface SystemResult {
  readonly name: string;
  readonly kind: 'first-stage' | 'reranked';
  /** The name of the second stage; absent for the first stage. */
  readonly secondStage?: string;
  readonly modelId?: string;
  readonly formula?: ScoreFormula;
  readonly isStandIn?: boolean;
  /** The model that it is by its answers; absent where that is not known. */
  readonly modelKind?: ModelKind;
  /** Metric -> its mean over the counted queries. */
  readonly mean: Readonly<Record<string, number>>;
  /** The main metric's 95% bootstrap interval. */
  readonly interval: Interval;
  /** Query id -> metric -> value. */
  readonly perQuery: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The main metric where only the first hits are reranked and the others follow; empty for the first stage. */
  readonly depthCurve: readonly { readonly depth: number; readonly value: number }[];
  /** Rank windows that end early, with what they cost and give, in the order of the options; empty for the first stage. */
  readonly earlyStops: readonly EarlyStopResult[];
  /** Queries that lost the most, worst first; empty for the first stage. */
  readonly regressions: readonly Regression[];
}

/** One system beside another, on the main metric, paired query by query. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly difference: number;
  /** The 95% bootstrap interval of the difference. */
  readonly interval: Interval;
  /** Of the two-sided randomisation test. */
  readonly pValue: number;
  readonly queries: { readonly better: number; readonly same: number; readonly worse: number };
}

/** A query that a model made worse. */
export interface Regression {
  readonly queryId: string;
  readonly query: string;
  readonly before: number;
  readonly after: number;
  /** The relevant document that lost the most places. */
  readonly fallen?: MovedDocument;
  /** The document that the model put first. */
  readonly first: MovedDocument;
}

/** A document's places before and after, and its text. */
export interface MovedDocument {
  readonly id: string;
  readonly rankBefore: number;
  readonly rankAfter: number;
  /** The document's grade; null if nobody judged it. */
  readonly grade: number | null;
  /** The formula's score; null where it has none. */
  readonly score: number | null;
  /** Its beginning, at most 400 characters. */
  readonly passage: string;
}

/** The results on one collection. They are the same on every run over the same scores; timings are kept apart. */
export interface DataSetResult {
  readonly dataSet: string;
  readonly firstStage: string;
  readonly metrics: readonly string[];
  readonly depth: number;
  /** Judged queries that were asked. */
  readonly queries: number;
  /** Those of them that the first stage found nothing for. */
  readonly queriesWithoutHits: number;
  /** The treatment of these in every mean: left out, as by trec_eval, or counted as 0, as by its `-c`. */
  readonly queriesWithoutHitsAre: 'left-out' | 'counted';
  /** Queries that every mean and interval is over. */
  readonly measuredQueries: number;
  /** Query and document pairs that each model scored. */
  readonly pairs: number;
  /** The first stage, then each model under each formula. */
  readonly systems: readonly SystemResult[];
  /** Every model against the first stage, and every one against the ones before it. */
  readonly comparisons: readonly Comparison[];
}

/** A result, and how long it took. */
export interface ExperimentResult {
  readonly result: DataSetResult;
  /** System -> its run, as it was measured. */
  readonly runs: Readonly<Record<string, Run>>;
  /** Second stage -> its queries that were scored in one go, each to one depth, without the help of an earlier run. */
  readonly timings: Readonly<Record<string, readonly Timing[]>>;
}
