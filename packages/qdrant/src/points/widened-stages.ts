import { DEFAULT_LIMIT } from '../call/page-of.ts';

/** The part of a request, and of each of its prefetches, that bounds what reaches the stage above it. */
interface Stage {
  prefetch?: unknown;
  query?: unknown;
  limit?: unknown;
}

/**
 * Gives a request whose prefetches, at every depth, and whose mmr candidates reach a window of this size.
 *
 * Left as they are, they would bound what the reranker sees: a prefetch brings 10 points unless it says otherwise. They are
 * widened by the window alone and not by the page, so that every page is cut out of the same order.
 */
export function widenedStages<TStage extends Stage>(stage: TStage, window: number): TStage {
  const { prefetch, query } = stage;
  const candidates = mmrCandidatesOf(query);
  return {
    ...stage,
    ...(isObject(prefetch) && {
      prefetch: Array.isArray(prefetch)
        ? prefetch.map((inner: Stage) => widenedPrefetch(inner, window))
        : widenedPrefetch(prefetch, window),
    }),
    ...(candidates && {
      query: {
        ...(query as object),
        mmr: {
          ...candidates,
          candidates_limit: atLeast(window, candidates.candidates_limit ?? stage.limit),
        },
      },
    }),
  };
}

function widenedPrefetch(stage: Stage, window: number): Stage {
  return { ...widenedStages(stage, window), limit: atLeast(window, stage.limit) };
}

function mmrCandidatesOf(query: unknown): { candidates_limit?: unknown } | undefined {
  return isObject(query) && 'mmr' in query && isObject(query.mmr) ? query.mmr : undefined;
}

/** Leaves what is no number for the engine to refuse. */
function atLeast(window: number, limit: unknown): unknown {
  const given = limit ?? DEFAULT_LIMIT;
  return typeof given === 'number' ? Math.max(window, given) : given;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
