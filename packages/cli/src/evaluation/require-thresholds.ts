import type { DataSetResult } from '@lb-rerank/evaluation';
import { NegativeFindingError } from '../errors/negative-finding-error.ts';
import type { Threshold } from './evaluation-options.ts';

/** @throws NegativeFindingError naming each model that is under a threshold on a collection. */
export function requireThresholds(
  results: readonly DataSetResult[],
  thresholds: readonly Threshold[],
): void {
  const failures = results.flatMap(({ dataSet, systems }) =>
    systems
      .filter(({ kind }) => kind === 'reranked')
      .flatMap(({ name, mean }) =>
        thresholds
          .filter(({ metric, least }) => mean[metric]! < least)
          .map(
            ({ metric, least }) =>
              `${name} on ${dataSet}: ${metric} is ${mean[metric]!.toFixed(5)}, under ${least}`,
          ),
      ),
  );
  if (failures.length > 0) throw new NegativeFindingError(failures.join('\n'));
}
