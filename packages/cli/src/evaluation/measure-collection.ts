import { join, resolve } from 'node:path';
import {
  type ExperimentResult,
  type MetricName,
  runExperiment,
  type SecondStage,
} from '@lb-rerank/evaluation';
import { noticesTo } from '../terminal/notices-to.ts';
import { startCountingProgress } from '../terminal/start-counting-progress.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import type { FirstStageRequest } from './first-stage-request.ts';
import { openFirstStage } from './open-first-stage.ts';

/** The collection that is measured, its first stage, and the models that are measured on it. */
export interface MeasureRequest extends FirstStageRequest {
  readonly secondStages: readonly SecondStage[];
}

/** Measures all models on one collection. */
export async function measureCollection(request: MeasureRequest): Promise<ExperimentResult> {
  const { dataSet, collection, secondStages, options, context } = request;
  const { stage, close } = await openFirstStage(request);
  let isDone = false;
  const judged = Math.min(collection.qrels.size, options.queries ?? Infinity);
  const format = `${dataSet} {value}/{total} queries, {pairs} pairs`;
  const progress = startCountingProgress(context, { format, total: judged, figures: { pairs: 0 } });
  try {
    const result = await runExperiment({
      dataSet,
      queries: collection.queries,
      qrels: collection.qrels,
      firstStage: stage,
      secondStages,
      folder: join(resolve(context.folder, options.out), dataSet),
      formulas: options.formula,
      metrics: metricsOf(options),
      depth: options.depth,
      hits: options.hits,
      depths: options.depths,
      earlyStops: earlyStopsOf(options),
      maxQueries: options.queries,
      queriesWithoutHits: options.countQueriesWithoutHits === true ? 'counted' : 'left-out',
      ignoreIdenticalIds:
        options.identicalIds === undefined ? undefined : options.identicalIds === 'drop',
      parallelQueries: options.parallelQueries,
      onNotice: noticesTo(context),
      onProgress: ({ queriesDone, pairsDone }) =>
        progress.update(queriesDone, { pairs: pairsDone }),
      signal: context.signal,
    });
    isDone = true;
    return result;
  } finally {
    progress.stop();
    await close(isDone);
  }
}

/** A metric with a threshold is measured even where it was not asked for. */
function metricsOf({ metrics, failUnder = [] }: EvaluationOptions): MetricName[] {
  return [...new Set([...metrics, ...failUnder.map(({ metric }) => metric)])] as MetricName[];
}

/** Lists the early ends that are tried: each alone. */
function earlyStopsOf({ patiences = [], minTopScores = [] }: EvaluationOptions) {
  return [
    ...patiences.map((patience) => ({ patience })),
    ...minTopScores.map((minTopScore) => ({ minTopScore })),
  ];
}
