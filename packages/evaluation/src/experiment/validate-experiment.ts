import { InvalidRequestError } from '@lb-rerank/core';
import { requirePositiveInteger } from '@lb-rerank/core/adapter';
import { requireEarlyStop, requireScorers } from '@lb-rerank/core/backend';
import { metricOf } from '../metrics/metric-of.ts';
import type { ExperimentOptions } from './experiment-options.ts';

/** Names become file names. */
const FILE_NAME = /^[\w.-]+$/;

/** Refuses options that no experiment can be run with, before any work begins. @throws InvalidRequestError naming the option at fault. */
export function validateExperiment(options: ExperimentOptions): void {
  const { depths = [], metrics = [] } = options;
  requireJudgedQueries(options);
  for (const name of ['depth', 'hits', 'maxQueries', 'parallelQueries'] as const) {
    if (options[name] !== undefined) requirePositiveInteger(name, options[name]);
  }
  for (const [index, depth] of depths.entries()) requirePositiveInteger(`depths[${index}]`, depth);
  requireEarlyStops(options);
  for (const list of ['secondStages', 'metrics', 'formulas'] as const) {
    if (options[list]?.length === 0) throw new InvalidRequestError(list, 'must not be empty');
  }
  for (const metric of metrics) metricOf(metric);
  requireFileNames(options);
  for (const [index, { scorer }] of options.secondStages.entries()) {
    requireScorers(`secondStages[${index}].scorer`, scorer);
  }
}

function requireJudgedQueries({ qrels, queries }: ExperimentOptions): void {
  if (qrels.size === 0) throw new InvalidRequestError('qrels', 'must not be empty');
  for (const id of qrels.keys()) {
    const text = queries.get(id);
    if (text === undefined) throw new InvalidRequestError('qrels', `judge the unknown query ${id}`);
    if (text.trim() === '') throw new InvalidRequestError(`query ${id}`, 'must not be blank');
  }
}

function requireEarlyStops({ earlyStops = [] }: ExperimentOptions): void {
  for (const [index, earlyStop] of earlyStops.entries()) {
    requireEarlyStop(`earlyStops[${index}].`, earlyStop);
  }
}

function requireFileNames({ firstStage, secondStages }: ExperimentOptions): void {
  const names = [firstStage.name, ...secondStages.map(({ name }) => name)];
  for (const [index, { name }] of secondStages.entries()) {
    if (FILE_NAME.test(name) && names.indexOf(name) === index + 1) continue;
    const problem = 'must be a name of its own of letters, digits, ".", "_" and "-"';
    throw new InvalidRequestError(`secondStages[${index}].name`, problem);
  }
}
