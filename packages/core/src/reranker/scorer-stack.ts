import { createMemoryCache } from '../cache/create-memory-cache.ts';
import { balancedScorer } from '../decorators/balanced-scorer.ts';
import { batchedScorer } from '../decorators/batched-scorer.ts';
import { cachedScorer } from '../decorators/cached-scorer.ts';
import { fittedScorer } from '../decorators/fitted-scorer.ts';
import { lengthTolerantScorer } from '../decorators/length-tolerant-scorer.ts';
import { observedScorer } from '../decorators/observed-scorer.ts';
import { resilientScorer } from '../decorators/resilient-scorer.ts';
import { singleFlightScorer } from '../decorators/single-flight-scorer.ts';
import { sharedLimits } from '../fit/shared-limits.ts';
import type { PromptLimits } from '../scorer/prompt-limits.ts';
import type { Scorer } from '../scorer/scorer.ts';
import type { RerankerOptions } from './reranker-options.ts';

/** The options of a reranker, and the limits of the model behind it. */
interface StackSettings extends RerankerOptions {
  readonly limits: PromptLimits | undefined;
}

/** One decorator, and its way around scorers: one for each endpoint, until they are balanced into one. */
interface Layer {
  readonly name: string;
  readonly around: (scorers: readonly Scorer[], settings: StackSettings) => readonly Scorer[];
}

/** The decorators around the scorers of a reranker, outermost first. */
export const SCORER_STACK: readonly Layer[] = [
  aroundEach('fittedScorer', (scorer, { limits, maxPassageTokens, longPassages }) =>
    limits === undefined
      ? scorer
      : // What is not a scorer's matter is the ranking's.
        fittedScorer(scorer, limits, {
          maxPassageTokens,
          longPassages: typeof longPassages === 'object' ? undefined : longPassages,
        }),
  ),
  aroundEach('cachedScorer', (scorer, { cache = createMemoryCache() }) =>
    cache === false ? scorer : cachedScorer(scorer, cache),
  ),
  aroundEach('singleFlightScorer', singleFlightScorer),
  {
    name: 'balancedScorer',
    around: (scorers, { balancing }) =>
      scorers.length === 1 ? scorers : [balancedScorer(scorers, balancing)],
  },
  aroundEach('batchedScorer', (scorer, { batching }) => batchedScorer(scorer, batching)),
  aroundEach('lengthTolerantScorer', lengthTolerantScorer),
  aroundEach('resilientScorer', (scorer, { resilience }) => resilientScorer(scorer, resilience)),
  aroundEach('observedScorer', observedScorer),
];

/** Stacks the decorators around a reranker's scorers. @throws InvalidRequestError without scorers. */
export function stackScorers(options: RerankerOptions): Scorer {
  const scorers = [options.scorer].flat();
  const limits = scorers.flatMap((scorer) => scorer.limits ?? []);
  const settings = { ...options, limits: limits.length > 1 ? sharedLimits(limits) : limits[0] };
  const [outermost] = SCORER_STACK.reduceRight<readonly Scorer[]>(
    (inner, { around }) => around(inner, settings),
    scorers,
  );
  return outermost!;
}

function aroundEach(
  name: string,
  decorated: (scorer: Scorer, settings: StackSettings) => Scorer,
): Layer {
  return {
    name,
    around: (scorers, settings) => scorers.map((scorer) => decorated(scorer, settings)),
  };
}
