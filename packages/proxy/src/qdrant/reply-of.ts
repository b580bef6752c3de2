import { RetrievalError } from '@lb-rerank/core';
import type { Reply } from '../engine/engine.ts';
import { type Account, outcomeOf, outcomeOfAll } from '../http/outcome-of.ts';
import { splicedText } from '../json/spliced.ts';
import type { EngineAnswer } from '../upstream/engine-answer.ts';

/**
 * Makes a reply of the engine's answer, with another result.
 *
 * Where nothing at all was scored there is none: what was asked for the rank window has wider stages, which may have found other
 * points than the request itself.
 *
 * @param accounts how the answer to each search of the request came about
 */
export function replyOf(
  { answer, source }: EngineAnswer,
  result: unknown,
  accounts: readonly Account[],
): Reply {
  const outcome = outcomeOfAll(accounts.map(outcomeOf));
  const isScored = accounts.some(({ scored = 0 }) => scored > 0);
  if (!isScored && accounts.some((one) => NOT_SCORED.has(one.outcome))) return { outcome };
  return { answer, text: splicedText(source, { ...(source.value as object), result }), outcome };
}

const NOT_SCORED = new Set<string>(['fallback', 'unscored']);

/** Gives what is behind an error of the adapter's: the engine's refusal, or that it was away. */
export function causeOf(error: unknown): unknown {
  return error instanceof RetrievalError && error.cause instanceof Error ? error.cause : error;
}
