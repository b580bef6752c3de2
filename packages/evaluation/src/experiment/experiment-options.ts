import type { CollectionOptions } from '../lines/collection-options.ts';
import type { RerankRequest } from '@lb-rerank/core';
import type { EarlyStop } from '@lb-rerank/core/backend';
import type { ProgressOptions } from '../progress-options.ts';
import type { EvaluateOptions } from '../metrics/evaluate.ts';
import type { MetricName } from '../metrics/metric-name.ts';
import type { FirstStage } from '../first-stage/first-stage.ts';
import type { Qrels } from '../qrels/qrels.ts';
import type { ScoreFormula } from './runs/score-formula.ts';
import type { SecondStage } from './second-stage.ts';

/** The progress of an experiment. */
export interface ExperimentProgress {
  readonly queriesDone: number;
  readonly queries: number;
  /** Pairs with a score, those of earlier runs included. */
  readonly pairsDone: number;
}

/** The collection, systems and metrics of one experiment. */
export interface ExperimentOptions
  extends
    Pick<EvaluateOptions<MetricName>, 'queriesWithoutHits'>,
    Pick<RerankRequest<unknown>, 'signal'>,
    ProgressOptions<ExperimentProgress>,
    CollectionOptions {
  /** The collection's name, as reports print it and as the published tables have it. */
  readonly dataSet: string;
  /** Query id -> text, of at least all judged queries. */
  readonly queries: ReadonlyMap<string, string>;
  readonly qrels: Qrels;
  readonly firstStage: FirstStage;
  /** The models, measured side by side on the same candidates; at least one, each with a name of its own, also beside the first stage. */
  readonly secondStages: readonly SecondStage[];
  /**
   * The folder that keeps all scores; made if it is missing. With the folder of a killed run, an experiment
   * continues from there.
   */
  readonly folder: string;
  /** @default ['expected'] */
  readonly formulas?: readonly ScoreFormula[] | undefined;
  /** The metrics. The first one is compared, tested and drawn. @default NDCG@10 and six more */
  readonly metrics?: readonly MetricName[] | undefined;
  /**
   * The number of a query's hits that are reranked, at least 1; a larger one can find more, and takes longer.
   * @default 100
   */
  readonly depth?: number | undefined;
  /**
   * The number of a query's hits that are ranked at all: those behind the depth follow in the first stage's order.
   * @default 100, or the depth where that is more
   */
  readonly hits?: number | undefined;
  /**
   * Further depths that are tried; the deepest of all decides how many pairs are scored. @default [10, 20, 50, 100,
   * 200]
   */
  readonly depths?: readonly number[] | undefined;
  /**
   * The ends before the whole rank window that are tried, as `rerank()` takes them: replayed from the scores of rank windows of `depth`
   * hits, so that more of them ask the model for nothing. @default none
   */
  readonly earlyStops?: readonly EarlyStop[] | undefined;
  /**
   * The number of judged queries that are measured, the first of their ids sorted as strings; a larger one gives
   * narrower intervals. @default all
   */
  readonly maxQueries?: number | undefined;
  /**
   * Drops a hit whose id is its query's, as BEIR does: in some collections queries are documents.
   * @default true, unless a query is judged to be answered by the document of its own id: then ids are just numbers
   */
  readonly ignoreIdenticalIds?: boolean | undefined;
  /**
   * The queries in flight at once; more are faster, but the latency of each then includes its waiting for others.
   * @default 1
   */
  readonly parallelQueries?: number | undefined;
}
