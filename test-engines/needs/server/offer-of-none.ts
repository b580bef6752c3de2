import { EngineUnavailableError } from '../../machinery/engine-unavailable-error.ts';
import { MissingRequirementError } from '../../machinery/missing-requirement-error.ts';
import type { Offer } from './need.ts';

/**
 * Tells what the machine lacks from what is broken: only where nothing but requirements is missing may tests be skipped.
 *
 * @param name of the need that could not be provided.
 */
export function offerOfNone(name: string, error: unknown): Exclude<Offer, { value: string }> {
  const cause = error instanceof EngineUnavailableError ? (error.lacks ?? error) : error;
  if (cause instanceof MissingRequirementError) {
    return { lacks: firstLineOf(cause.message), packages: cause.packages };
  }
  return { broken: `${name} is broken: ${firstLineOf(problemOf(cause))}` };
}

function problemOf(error: unknown): string {
  if (error instanceof EngineUnavailableError && error.failures.length > 0) {
    return error.failures.map(firstLineOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

/** A message may end with a log of many lines. */
function firstLineOf(message: string): string {
  const [first = '', ...more] = message.trim().split('\n');
  return more.length === 0 ? first : `${first.trimEnd()} …`;
}
