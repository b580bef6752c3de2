import type { estypes } from '@elastic/elasticsearch';
import type { SearchPlan } from '../plan/plan-search.ts';
import { isNearer, lacksHits } from './nearer-answer.ts';
import { failureOfShards, mayDoWithLess, refusedPartOf } from './refused-part.ts';

/** The engine's answer to a plan, which may be a narrower one than was asked for. */
export interface PlanAnswer<TDocument, TAnswer> {
  readonly plan: SearchPlan<TDocument>;
  readonly answer: TAnswer;
  /** Why a narrower plan was taken. */
  readonly refusedPart?: Error | undefined;
}

/** A way to ask the engine, and to read what it answers. */
export interface Asking<TAnswer> {
  readonly ask: (request: estypes.SearchRequest) => Promise<TAnswer>;
  /** Gives the search response in an answer; undefined where there is none, as in an error that the client gives as answer. */
  readonly responseIn: (answer: TAnswer) => estypes.SearchResponse | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks the engine for what a plan wants. What is asked for only because of the rank window never costs the caller's own page: where
 * the engine refuses it, or shards fail over it, the narrower plans are tried.
 *
 * @throws the client's own error of the caller's own request, where that fails too.
 */
export async function askForPlan<TDocument, TAnswer>(
  plan: SearchPlan<TDocument>,
  asking: Asking<TAnswer>,
): Promise<PlanAnswer<TDocument, TAnswer>> {
  const { ask, responseIn, signal } = asking;
  let best: PlanAnswer<TDocument, TAnswer> | undefined;
  let refusal: unknown;
  for (let next: typeof plan | undefined = plan; next !== undefined; next = next.narrower) {
    const [end] = await Promise.allSettled([ask(next.request)]);
    if (end.status === 'rejected') {
      const isLast = next.narrower === undefined || !mayDoWithLess(end.reason, signal);
      if (isLast) return orThrow(best, end.reason);
      refusal ??= end.reason;
      continue;
    }
    const { value: answer } = end;
    const refusedPart = next.asksForLess ? refusedPartOf(refusal, plan) : undefined;
    const found = { plan: next, answer, refusedPart };
    const response = responseIn(answer);
    if (response === undefined) return best ?? found;
    best = isBetter(found, best, responseIn) ? found : best!;
    if (!lacksHits(response)) break;
    // Shards that fail over anything else would make every search cost three.
    refusal ??= failureOfShards(response);
  }
  return best!;
}

function orThrow<T>(best: T | undefined, error: unknown): T {
  if (best === undefined) throw error;
  return best;
}

/** Tells whether the answer to a narrower plan is nearer to that of the caller's own request. */
function isBetter<TDocument, TAnswer>(
  narrower: PlanAnswer<TDocument, TAnswer>,
  wider: PlanAnswer<TDocument, TAnswer> | undefined,
  responseIn: Asking<TAnswer>['responseIn'],
): boolean {
  if (wider === undefined) return true;
  const [few, many] = [narrower, wider].map(({ plan: { page }, answer }) => ({
    page,
    response: responseIn(answer)!,
  }));
  return isNearer(few!, many!);
}
