import type { estypes } from '@elastic/elasticsearch';
import type { SearchPlan } from './plan-search.ts';
import {
  failureOfShards,
  isNearer,
  lacksHits,
  mayDoWithLess,
  refusedPartOf,
} from './refused-part.ts';

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
  let whole: PlanAnswer<TDocument, TAnswer> | undefined;
  let refusal: unknown;
  for (let next: typeof plan | undefined = plan; next !== undefined; next = next.narrower) {
    let answer: TAnswer;
    try {
      answer = await ask(next.request);
    } catch (error) {
      if (next.narrower === undefined || !mayDoWithLess(error, signal)) {
        if (whole !== undefined) return whole;
        throw error;
      }
      refusal ??= error;
      continue;
    }
    const response = responseIn(answer);
    const refusedPart =
      refusal !== undefined && next.asksForLess ? refusedPartOf(refusal, plan) : undefined;
    if (response === undefined) return whole ?? { plan: next, answer, refusedPart };
    const before = whole && responseIn(whole.answer);
    if (
      whole === undefined ||
      before === undefined ||
      isNearer({ response, page: next.page }, { response: before, page: whole.plan.page })
    ) {
      whole = { plan: next, answer, refusedPart };
    }
    if (!lacksHits(response)) break;
    // Shards that fail over anything else would make every search cost three.
    refusal ??= failureOfShards(response);
  }
  return whole!;
}
