import type { Evaluation } from '../metrics/evaluation.ts';
import { bootstrapInterval } from '../significance/bootstrap-interval.ts';
import { pairedDifferences } from '../significance/paired-differences.ts';
import { randomisationTest } from '../significance/randomisation-test.ts';
import type { Comparison } from './data-set-result.ts';

/** A system's name and what it was found to be worth. */
export interface MeasuredSystem {
  readonly name: string;
  readonly evaluation: Evaluation<string>;
}

/** Compares every system with each one before it, on one metric. */
export function compareSystems(systems: readonly MeasuredSystem[], metric: string): Comparison[] {
  return systems.flatMap((after, index) =>
    systems.slice(0, index).map((before) => comparison(before, after, metric)),
  );
}

function comparison(before: MeasuredSystem, after: MeasuredSystem, metric: string): Comparison {
  const gains = pairedDifferences(before.evaluation, after.evaluation, metric);
  const { difference, pValue } = randomisationTest(gains);
  const better = gains.filter((gain) => gain > 0).length;
  const worse = gains.filter((gain) => gain < 0).length;
  return {
    before: before.name,
    after: after.name,
    difference,
    interval: bootstrapInterval(gains),
    pValue,
    queries: { better, same: gains.length - better - worse, worse },
  };
}
