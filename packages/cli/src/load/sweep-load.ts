import { createReranker, renderPrompt, type Scorer } from '@lb-rerank/core';
import type { CommandContext } from '../terminal/command-context.ts';
import type { Backend } from '../scorer/open-backend.ts';
import { startProgress } from '../terminal/start-progress.ts';
import { syntheticSearches, type Search } from '../workload/synthetic-searches.ts';
import { zipfSearches } from '../workload/zipf-searches.ts';
import type { LoadStep } from './load-step.ts';
import { measureLoad } from './measure-load.ts';
import { type WarmUp, warmUp } from './warm-up.ts';

/** Different queries that are asked while the cache is on. */
const QUERIES = 200;
/** Prompts that are counted for a mean. */
const SAMPLE = 10;

/** The backend that is measured, and the steps of the measurement. */
export interface SweepOptions {
  readonly backend: Backend;
  readonly callers: readonly number[];
  readonly candidates: number;
  /** Of a step. */
  readonly seconds: number;
  readonly cacheRuns: 'off' | 'on' | 'both';
  /** Texts of the user's own. */
  readonly own: readonly [Search, ...Search[]] | undefined;
  /** Hears of the requests that were sent first; by then it is known which model answers. */
  readonly onWarm: (warmUp: WarmUp) => Promise<void>;
}

/** Measures each number of callers with the cache off, then each with it on. */
export async function sweepLoad(
  { backend, callers, candidates, seconds, cacheRuns, own, onWarm }: SweepOptions,
  { signal, stderr }: Pick<CommandContext, 'signal' | 'stderr'>,
): Promise<LoadStep[]> {
  // A seed of its own for each step, so that no step finds the texts of one before in a server's prefix cache.
  let seed = Date.now();
  const fresh = () =>
    own === undefined ? syntheticSearches(candidates, (seed += 1)) : endlessly(own);
  const repeating = () => {
    const made = syntheticSearches(candidates, (seed += 1));
    return zipfSearches(own ?? Array.from({ length: QUERIES }, () => made.next().value), seed);
  };
  const first = fresh().next().value;
  await onWarm(await warmUp(backend.scorers, first, signal));
  const tokens = await measureTokensPerPair(backend.scorers[0], first, signal);

  const caches = (['off', 'on'] as const).filter(
    (cache) => cacheRuns === 'both' || cacheRuns === cache,
  );
  const steps: LoadStep[] = [];
  using progress = startProgress(stderr, 'measuring', caches.length * callers.length);
  for (const cache of caches) {
    for (const count of callers) {
      const reranker = createReranker({
        scorer: backend.scorers,
        deadlineMs: Infinity,
        ...(cache === 'off' ? { cache: false as const } : {}),
      });
      const step = await measureLoad({
        reranker,
        searches: cache === 'off' ? fresh() : repeating(),
        callers: count,
        cache,
        durationMs: seconds * 1000,
        tokensPerPair: tokens,
        signal,
      });
      steps.push(step);
      progress.advance();
    }
  }
  return steps;
}

function* endlessly(searches: readonly [Search, ...Search[]]): Generator<Search, never> {
  for (;;) yield* searches;
}

/** Measures the mean length of the prompts of a search, in tokens; null where the backend does not count. */
async function measureTokensPerPair(
  { limits }: Scorer,
  { query, passages }: Search,
  signal: AbortSignal,
): Promise<number | null> {
  if (limits === undefined) return null;
  const sample = passages.slice(0, SAMPLE);
  const counts = await Promise.all(
    sample.map((passage) => limits.countTokens(renderPrompt(query, passage), signal)),
  );
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}
