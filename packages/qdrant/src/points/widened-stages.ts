import { DEFAULT_LIMIT } from '../call/page-of.ts';

/** The part of a request, and of each of its prefetches, that bounds what reaches the stage above it. */
interface Stage {
  prefetch?: unknown;
  query?: unknown;
  limit?: unknown;
  score_threshold?: unknown;
}

/**
 * Gives a request whose prefetches, at every depth, and whose mmr candidates reach a rank window of this size.
 *
 * Left as they are, they would bound what the reranker sees: a prefetch brings 10 points unless it says otherwise. They are
 * widened by the rank window alone and not by the page, so that every page is cut out of the same order.
 *
 * What stands under a `score_threshold` stays as it is: more candidates change the fused scores that it is compared with, and
 * points would pass it that do not pass it in the caller's own request.
 */
export function widenedStages<TStage extends Stage>(stage: TStage, rankWindowSize: number): TStage {
  const { prefetch, query, score_threshold } = stage;
  if ((score_threshold ?? null) !== null) return stage;
  const candidates = mmrCandidatesOf(query);
  return {
    ...stage,
    ...(isObject(prefetch) && {
      prefetch: Array.isArray(prefetch)
        ? prefetch.map((inner: Stage) => widenedPrefetch(inner, rankWindowSize))
        : widenedPrefetch(prefetch, rankWindowSize),
    }),
    ...(candidates && {
      query: {
        ...(query as object),
        mmr: {
          ...candidates,
          candidates_limit: atLeast(rankWindowSize, candidates.candidates_limit ?? stage.limit),
        },
      },
    }),
  };
}

function widenedPrefetch(stage: Stage, rankWindowSize: number): Stage {
  return { ...widenedStages(stage, rankWindowSize), limit: atLeast(rankWindowSize, stage.limit) };
}

function mmrCandidatesOf(query: unknown): { candidates_limit?: unknown } | undefined {
  return isObject(query) && 'mmr' in query && isObject(query.mmr) ? query.mmr : undefined;
}

/** Leaves what is no number for the engine to refuse. */
function atLeast(rankWindowSize: number, limit: unknown): unknown {
  const given = limit ?? DEFAULT_LIMIT;
  return typeof given === 'number' ? Math.max(rankWindowSize, given) : given;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
