import { ContextLengthError } from '../errors/context-length-error.ts';
import { neutralise } from '../prompt/neutralise.ts';
import { renderPrompt } from '../prompt/prompt.ts';
import { requirePositiveInteger } from '../rerank/require-positive-integer.ts';
import { bestOf } from '../score/best-of.ts';
import { cutToCharacters } from './cut-to-characters.ts';
import { cutToTokens } from './cut-to-tokens.ts';
import { likelyFits } from './likely-fits.ts';
import type { PromptLimits } from './prompt-limits.ts';
import type { Scorer } from './scorer.ts';
import { surelyFits } from './surely-fits.ts';

/** What becomes of passages that are too long. */
export interface FittedScorerOptions {
  /** The tokens of a passage that are read, at least 1. @default what the context leaves beside the query */
  readonly maxPassageTokens?: number | undefined;
  /**
   * `truncate` reads the beginning; `windows` reads all of it in overlapping pieces, at most 16, and the best one counts.
   * @default 'truncate'
   */
  readonly longPassages?: 'truncate' | 'windows' | undefined;
}

/** Joining texts can make a few tokens more than their sum; and the answer is one. */
const MARGIN_TOKENS = 9;
const MAX_WINDOWS = 16;
/** Windows overlap by a quarter, so that what one cuts in two the next has whole. */
const WINDOW_STEP = 0.75;

/**
 * A scorer whose prompts always fit the context: passages are cut to the budget that the query leaves, so that neither
 * the instructions nor the answer's place are ever lost.
 *
 * Tokens are counted only where the bytes cannot tell, and where the backend refuses what is too long, only where they
 * leave a real doubt. What the inner scorer sees is neutralised already.
 *
 * @throws ContextLengthError when the query leaves no room for a passage.
 */
export function fittedScorer(
  scorer: Scorer,
  limits: PromptLimits,
  { maxPassageTokens = Infinity, longPassages = 'truncate' }: FittedScorerOptions = {},
): Scorer {
  if (maxPassageTokens !== Infinity) requirePositiveInteger('maxPassageTokens', maxPassageTokens);
  const mayTry = limits.refusesTooLong === true && maxPassageTokens === Infinity;
  const fits = (passage: string, tokens: number) =>
    surelyFits(passage, tokens) || (mayTry && likelyFits(passage, tokens));
  let instructionTokens: Promise<number> | undefined;

  async function budgetBeside(query: string, passages: readonly string[], signal?: AbortSignal) {
    const context = (await limits.contextTokens(signal)) - MARGIN_TOKENS;
    // The instructions never change, so one count serves for good; a failed one is asked again.
    instructionTokens ??= limits.countTokens(renderPrompt('', '')).catch((error: unknown) => {
      instructionTokens = undefined;
      throw error;
    });
    const pessimistic = context - (await instructionTokens) - Buffer.byteLength(query) * 3;
    const least = Math.min(pessimistic, maxPassageTokens);
    if (passages.every((passage) => fits(passage, least))) return least;
    const exact = context - (await limits.countTokens(renderPrompt(query, ''), signal));
    if (exact < 1) throw new ContextLengthError({});
    return Math.min(exact, maxPassageTokens);
  }

  async function windowsOf(passage: string, budget: number, signal?: AbortSignal) {
    if (fits(passage, budget)) return [passage];
    const first = await cutToTokens(passage, budget, limits, signal);
    if (longPassages === 'truncate' || first.length === passage.length) return [first];
    const step = Math.max(1, Math.floor(first.length * WINDOW_STEP));
    const starts = Array.from({ length: MAX_WINDOWS }, (_, n) => n * step);
    // A window is not needed where the one before it reaches the end.
    const needed = starts.filter(
      (start) => start === 0 || start - step + first.length < passage.length,
    );
    return Promise.all(
      needed.map((start) => {
        const from = cutToCharacters(passage, start).length;
        const piece = cutToCharacters(passage.slice(from), first.length);
        return cutToTokens(piece, budget, limits, signal);
      }),
    );
  }

  return {
    get modelId() {
      return scorer.modelId;
    },
    async score({ query, passages, signal, onSaved }) {
      const prepared = passages.map(neutralise);
      const preparedQuery = neutralise(query);
      if (prepared.length === 0)
        return scorer.score({ query: preparedQuery, passages: [], signal });
      const budget = await budgetBeside(preparedQuery, prepared, signal);
      if (prepared.every((passage) => fits(passage, budget))) {
        return scorer.score({ query: preparedQuery, passages: prepared, signal, onSaved });
      }
      const windows = await Promise.all(
        prepared.map((passage) => windowsOf(passage, budget, signal)),
      );
      const answers = await scorer.score({
        query: preparedQuery,
        passages: windows.flat(),
        signal,
        onSaved,
      });
      let next = 0;
      return windows.map(({ length }) => bestOf(answers.slice(next, (next += length))));
    },
  };
}
