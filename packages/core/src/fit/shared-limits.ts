import { setTimeout as delay } from 'node:timers/promises';
import type { PromptLimits } from '../scorer/prompt-limits.ts';
import { anyOf } from '../time/any-of.ts';

/** The time, in milliseconds, after which the next backend is asked too: one that hangs must not hold up what the others can do. */
const ASK_NEXT_AFTER_MS = 300;

/**
 * Makes one of the limits of several backends with the same model: each question goes to the one that answered last, and to the
 * next where that one fails or takes long.
 *
 * @throws the last one's error where all fail, in `contextTokens` and `countTokens`; the signal's reason when aborted.
 */
export function sharedLimits(backends: readonly PromptLimits[]): PromptLimits {
  let preferred = 0;

  async function ask<T>(
    question: (limits: PromptLimits, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const over = new AbortController();
    const ended = AbortSignal.any([over.signal, ...(signal === undefined ? [] : [signal])]);
    let turn = Promise.resolve();
    const answers = backends.map((_, n) => {
      const place = (preferred + n) % backends.length;
      const answer = turn.then(async () => {
        const said = await question(backends[place]!, ended);
        if (!ended.aborted) preferred = place;
        return said;
      });
      turn = turn.then(() => Promise.race([failureOf(answer), waitFor(ASK_NEXT_AFTER_MS, ended)]));
      return answer;
    });
    try {
      return await anyOf(answers);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      over.abort();
    }
  }

  return {
    contextTokens: async (signal) => ask((limits, ended) => limits.contextTokens(ended), signal),
    countTokens: async (text, signal) =>
      ask((limits, ended) => limits.countTokens(text, ended), signal),
    refusesTooLong: backends.every(({ refusesTooLong }) => refusesTooLong === true),
  };
}

/** Resolves once an answer fails, and never where it does not. */
async function failureOf(answer: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    answer.catch(() => resolve());
  });
}

/** Resolves after a time, and never once nobody waits any more. */
async function waitFor(milliseconds: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    delay(milliseconds, undefined, { signal: ended }).then(resolve, () => {});
  });
}
