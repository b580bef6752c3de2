import { queryLimitOf } from './query-limit-of.ts';

/** The plans by which a search may be asked, each of which asks for less than the one before it. */
export interface PlansInTurn<TPlan> {
  /** Asks for the rank window. */
  readonly whole: TPlan;
  /** Asks for as much of it as the engine's limit lets through; undefined where the caller's own request exceeds that. */
  readonly within: (mostPoints: number, error: Error) => TPlan | undefined;
  /** Asks for what the bare client would have asked for, because of this error. */
  readonly own: (error: Error) => TPlan;
}

/** A plan, and what the engine answered to it. */
export interface AnsweredPlan<TPlan, TAnswer> {
  readonly plan: TPlan;
  readonly answer: TAnswer;
}

/**
 * Asks for the rank window, and where that fails for less, so that what is only asked for because of the rank window never costs the
 * caller's own page.
 *
 * @throws the signal's reason when aborted; otherwise the error of the caller's own request.
 */
export async function askInTurn<TPlan, TAnswer>(
  { whole, within, own }: PlansInTurn<TPlan>,
  ask: (plan: TPlan) => Promise<TAnswer>,
  signal: AbortSignal | undefined,
): Promise<AnsweredPlan<TPlan, TAnswer>> {
  try {
    return { plan: whole, answer: await ask(whole) };
  } catch (error) {
    signal?.throwIfAborted();
    const mostPoints = queryLimitOf(error);
    const narrower = mostPoints === undefined ? undefined : within(mostPoints, error as Error);
    try {
      if (narrower) return { plan: narrower, answer: await ask(narrower) };
    } catch {
      signal?.throwIfAborted();
    }
    const plan = own(error as Error);
    return { plan, answer: await ask(plan) };
  }
}
