import { mkdir } from 'node:fs/promises';
import { evaluate } from '../metrics/evaluate.ts';
import type { Evaluation } from '../metrics/evaluation.ts';
import type { MetricName } from '../metrics/metric-name.ts';
import type { Qrels } from '../qrels/qrels.ts';
import type { Run } from '../metrics/run.ts';
import { bootstrapInterval } from '../significance/bootstrap-interval.ts';
import { compareSystems } from './compare-systems.ts';
import type { ExperimentResult, SystemResult } from './data-set-result.ts';
import { DEFAULT_METRICS } from './default-metrics.ts';
import { replayEarlyStop } from './runs/early-stop-result.ts';
import type { ExperimentOptions } from './experiment-options.ts';
import { findRegressions } from './find-regressions.ts';
import { firstStageRun } from './runs/first-stage-run.ts';
import { identicalIdsOf } from './identical-ids.ts';
import { noticeQueriesWithoutHits } from './notice-queries-without-hits.ts';
import { requireJudgedHits } from './require-judged-hits.ts';
import { runAtDepth } from './runs/run-at-depth.ts';
import type { SecondStage } from './second-stage.ts';
import { type ScoredStage, scoreQueries } from './score-queries.ts';
import type { ScoreFormula } from './runs/score-formula.ts';
import { validateExperiment } from './validate-experiment.ts';

/** A system before it is written down. */
interface System {
  readonly name: string;
  readonly run: Run;
  readonly evaluation: Evaluation<string>;
  readonly of?: { readonly stage: ScoredStage; readonly formula: ScoreFormula };
}

/**
 * Measures models as the second stage behind a first one, on one collection.
 *
 * Every scored pair goes to an append-only journal in `folder`, so that a run which was killed goes on where it was, scores
 * nothing twice that is in it, and comes to the same result to the last bit.
 *
 * @throws InvalidRequestError before any work where an option cannot be used, and where the first stage finds none of the
 *   judged documents; MalformedFileError for a journal that is
 * none; JournalWriteError for a full disk; what kept the first stage or a model from answering.
 *
 * @example
 * ```ts
 * import { createVllmScorer } from '@lb-rerank/core';
 * import { createMinisearchStage, openBeirCollection, runExperiment } from '@lb-rerank/evaluation';
 * import { markdownReport } from '@lb-rerank/evaluation/report';
 *
 * const { documents, queries, qrels } = await openBeirCollection('scifact');
 * const experiment = await runExperiment({
 *   dataSet: 'scifact',
 *   queries,
 *   qrels,
 *   firstStage: await createMinisearchStage(documents()),
 *   secondStages: [
 *     { name: 'vllm', scorer: createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' }) },
 *   ],
 *   folder: 'scores',
 *   depth: 5,
 *   depths: [],
 *   maxQueries: 2,
 * });
 * console.log(experiment.result.systems.map(({ name }) => name).join()); // MiniSearch,vllm
 * const report = markdownReport({ title: 'SciFact', experiments: [experiment] });
 * console.log(report.split('\n')[0]); // ## scifact
 * ```
 */
export async function runExperiment(options: ExperimentOptions): Promise<ExperimentResult> {
  validateExperiment(options);
  const { depth = 100, depths = [10, 20, 50, 100, 200], formulas = ['expected'] } = options;
  const { metrics = DEFAULT_METRICS, earlyStops = [] } = options;
  const { queriesWithoutHits: queriesWithoutHitsAre = 'left-out' } = options;
  const queryIds = [...options.qrels.keys()].toSorted().slice(0, options.maxQueries);
  const qrels: Qrels = new Map(queryIds.map((id) => [id, options.qrels.get(id)!]));
  const [main] = metrics as [string];
  const hits = Math.max(depth, options.hits ?? 100);
  const scoredHits = Math.max(depth, ...depths);
  const size = Math.max(hits, scoredHits);

  await requireJudgedHits(qrels, options, size + 1);
  await mkdir(options.folder, { recursive: true });
  const { ignoreIdenticalIds, notice } = identicalIdsOf(options);
  let identical = 0;
  const stages = await scoreQueries(queryIds, {
    ...options,
    size,
    scoredHits,
    depth,
    depths,
    ignoreIdenticalIds,
    onIdenticalIds: (count) => (identical += count),
  });
  notice(identical);
  const measured = (run: Run) =>
    evaluate({ qrels, run, metrics, queriesWithoutHits: queriesWithoutHitsAre });
  const baseRun = firstStageRun(stages[0]!.queries, hits);
  const base: System = {
    name: options.firstStage.name,
    run: baseRun,
    evaluation: measured(baseRun),
  };
  const counts = {
    queries: queryIds.length,
    queriesWithoutHits: stages[0]!.queries.filter((query) => query.hits.length === 0).length,
    queriesWithoutHitsAre,
    measuredQueries: base.evaluation.perQuery.size,
  };
  noticeQueriesWithoutHits(counts, options);
  const reranked = stages.flatMap((stage) =>
    formulas.map((formula): System => {
      const run = runAtDepth(stage.queries, { depth, size: hits, formula });
      const suffix = formulas.length === 1 ? '' : ` (${formula})`;
      const name = `${stage.secondStage.name}${suffix}`;
      return { name, run, evaluation: measured(run), of: { stage, formula } };
    }),
  );
  const systems = [base, ...reranked];
  const rows: SystemResult[] = [];
  for (const system of systems) {
    const regressions =
      system === base
        ? []
        : await findRegressions({
            ...options,
            qrels,
            metric: main,
            size: size + 1,
            before: base,
            after: system,
          });
    const measure = (run: Run) => measured(run).mean[main as MetricName]!;
    const depthCurve = depths.map((cut) => {
      if (system.of === undefined) return [];
      const { stage, formula } = system.of;
      const run = runAtDepth(stage.queries, { depth: cut, size: Math.max(cut, hits), formula });
      return [{ depth: cut, value: measure(run) }];
    });
    const stops = earlyStops.map((earlyStop) => {
      if (system.of === undefined) return [];
      const { stage, formula } = system.of;
      return [replayEarlyStop(stage.queries, earlyStop, { depth, size: hits, formula, measure })];
    });
    rows.push({
      ...rowOf(system, main),
      depthCurve: depthCurve.flat(),
      earlyStops: stops.flat(),
      regressions,
    });
  }

  const scores = stages[0]!.queries.flatMap((query) => query.scores.expected);
  const timings = stages.map((stage) => [stage.secondStage.name, stage.timings] as const);
  return {
    result: {
      dataSet: options.dataSet,
      firstStage: options.firstStage.name,
      metrics,
      depth,
      ...counts,
      pairs: scores.filter((score) => score !== null).length,
      systems: rows,
      comparisons: compareSystems(systems, main),
    },
    runs: Object.fromEntries(systems.map(({ name, run }) => [name, run])),
    timings: Object.fromEntries(timings),
  };
}

/** Tells whether a model is a stand-in, and which it is where that is known. */
function kindOf({ modelKind, isStandIn = modelKind === 'stand-in' }: SecondStage) {
  return { isStandIn, ...(modelKind !== undefined && { modelKind }) };
}

function rowOf({ name, evaluation, of }: System, main: string) {
  const values = [...evaluation.perQuery.values()].map((row) => row[main]!);
  return {
    name,
    kind: of === undefined ? ('first-stage' as const) : ('reranked' as const),
    ...(of !== undefined && {
      secondStage: of.stage.secondStage.name,
      modelId: of.stage.modelId,
      formula: of.formula,
      ...kindOf(of.stage.secondStage),
    }),
    mean: evaluation.mean,
    interval: bootstrapInterval(values),
    perQuery: Object.fromEntries(evaluation.perQuery),
  };
}
