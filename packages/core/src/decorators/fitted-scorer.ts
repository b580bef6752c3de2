import { setImmediate } from 'node:timers/promises';
import { requireLongPassages } from '../arguments/require-long-passages.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { cutToCharacters, cutToTokens } from '../fit/cut-to-tokens.ts';
import { likelyFits, surelyFits } from '../fit/fits.ts';
import { neutralise } from '../prompt/neutralise.ts';
import { renderPrompt } from '../prompt/prompt.ts';
import { bestOf } from '../score/best-of.ts';
import type { PassageFit, PassageTreatment } from '../scorer/passage-fit.ts';
import { knownAs } from '../scorer/known-as.ts';
import type { PromptLimits } from '../scorer/prompt-limits.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';
import { untilAborted } from '../time/until-aborted.ts';

/** The treatment of passages that are too long, where a request does not say: the options of {@link fittedScorer}. */
export type FittedScorerOptions = PassageFit;

/** Joining texts can make a few tokens more than their sum; and the answer is one. */
const MARGIN_TOKENS = 9;
const MAX_CHUNKS = 16;
/** The budget of passages of which none needs to be cut. */
const ROOM_FOR_ALL = Infinity;
/** Chunks overlap by a quarter, so that what one cuts in two the next has whole. */
const CHUNK_STEP = 0.75;
/** Characters of which each text takes a millisecond or more, so that other work of the process goes between two of them. */
const LONG_TEXT = 100_000;

/** The measures by which one request's passages are made to fit. */
interface Fit {
  readonly maxTokens: number;
  readonly longPassages: PassageTreatment;
  readonly fits: (passage: string, tokens: number) => boolean;
}

/**
 * Makes a scorer's prompts always fit the context: passages are cut to the budget that the query leaves, so that neither
 * the instructions nor the answer's place are ever lost.
 *
 * Tokens are counted only where the bytes cannot tell, and where the backend refuses what is too long, only where they
 * leave a real doubt. What the inner scorer sees is neutralised already.
 *
 * @throws ContextLengthError when the query leaves no room for a passage, or, with its index, when a passage is too long and
 * to be refused.
 *
 * @example
 * ```ts
 * import { createVllmScorer, fittedScorer } from '@lb-rerank/core';
 *
 * const vllm = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const scorer = fittedScorer(vllm, vllm.limits, { maxPassageTokens: 64 });
 * // Only its beginning is read.
 * const answers = await scorer.score({ query: 'apples', passages: ['Apples are red. '.repeat(999)] });
 * console.log(answers.length); // 1
 * ```
 */
export function fittedScorer(
  scorer: Scorer,
  limits: PromptLimits,
  options: FittedScorerOptions = {},
): Scorer {
  requireLongPassages(options.longPassages);
  const own = options.maxPassageTokens ?? Infinity;
  if (own !== Infinity) requirePositiveInteger('maxPassageTokens', own);
  let instructionTokens: Promise<number> | undefined;
  /** Counts that are under way, since the batches of one query ask for the same one at once. */
  const counting = new Map<string, Promise<number>>();

  function fitOf(request: PassageFit): Fit {
    const maxTokens = Math.min(request.maxPassageTokens ?? Infinity, own);
    const longPassages = request.longPassages ?? options.longPassages ?? 'truncate';
    const isServersOwn = maxTokens === Infinity && longPassages !== 'refuse';
    const mayTry = limits.refusesTooLong === true && isServersOwn;
    return {
      maxTokens,
      longPassages,
      fits: (passage, tokens) =>
        surelyFits(passage, tokens) || (mayTry && likelyFits(passage, tokens)),
    };
  }

  /** Finds the tokens that a query leaves for a passage; `ROOM_FOR_ALL` where each of them fits. */
  async function budgetBeside({ query, passages, signal }: ScoreRequest, { maxTokens, fits }: Fit) {
    const context = (await limits.contextTokens(signal)) - MARGIN_TOKENS;
    // The instructions never change, so one count serves for good; a failed one is asked again.
    instructionTokens ??= limits.countTokens(renderPrompt('', '')).catch((error: unknown) => {
      instructionTokens = undefined;
      throw error;
    });
    const pessimistic = context - (await instructionTokens) - Buffer.byteLength(query) * 3;
    const least = Math.min(pessimistic, maxTokens);
    if (passages.every((passage) => fits(passage, least))) return ROOM_FOR_ALL;
    const exact = context - (await tokensWith(query, signal));
    if (exact < 1) throw new ContextLengthError({ part: 'query' });
    const budget = Math.min(exact, maxTokens);
    return passages.every((passage) => fits(passage, budget)) ? ROOM_FOR_ALL : budget;
  }

  /** Counts the tokens of a prompt without a passage, once for all who ask at the same time. */
  async function tokensWith(query: string, signal: AbortSignal | undefined): Promise<number> {
    let count = counting.get(query);
    if (count === undefined) {
      count = limits.countTokens(renderPrompt(query, '')).finally(() => counting.delete(query));
      counting.set(query, count);
    }
    return untilAborted(count, signal);
  }

  async function chunksOf(
    passage: string,
    index: number,
    { budget, fit, signal }: { budget: number; fit: Fit; signal: AbortSignal | undefined },
  ) {
    if (fit.fits(passage, budget)) return [passage];
    const first = await cutToTokens(passage, budget, limits, signal);
    if (first.length === passage.length) return [first];
    if (fit.longPassages === 'refuse') {
      const passageTokens = budget === fit.maxTokens ? budget : undefined;
      throw new ContextLengthError({ part: 'passage', index, passageTokens });
    }
    if (fit.longPassages === 'truncate') return [first];
    const step = Math.max(1, Math.floor(first.length * CHUNK_STEP));
    const starts = Array.from({ length: MAX_CHUNKS }, (_, n) => n * step);
    // A chunk is not needed where the one before it reaches the end.
    const needed = starts.filter(
      (start) => start === 0 || start - step + first.length < passage.length,
    );
    return Promise.all(
      needed.map((start) => {
        const from = cutToCharacters(passage, start).length;
        const chunk = cutToCharacters(passage.slice(from), first.length);
        return cutToTokens(chunk, budget, limits, signal);
      }),
    );
  }

  return knownAs(scorer, {
    async score(request: ScoreRequest) {
      const { signal, cacheScope, onSaved } = request;
      const query = neutralise(request.query);
      const passages = await neutraliseAll(request.passages);
      if (passages.length === 0) return scorer.score({ query, passages, signal });
      const fit = fitOf(request);
      const budget = await budgetBeside({ query, passages, signal }, fit);
      if (budget === ROOM_FOR_ALL) {
        return scorer.score({ query, passages, signal, cacheScope, onSaved });
      }
      const chunks = await Promise.all(
        passages.map((passage, index) => chunksOf(passage, index, { budget, fit, signal })),
      );
      const answers = await scorer.score({
        query,
        passages: chunks.flat(),
        signal,
        cacheScope,
        onSaved,
      });
      let next = 0;
      return chunks.map(({ length }) => bestOf(answers.slice(next, (next += length))));
    },
  });
}

async function neutraliseAll(texts: readonly string[]): Promise<string[]> {
  const neutralised: string[] = [];
  for (const text of texts) {
    neutralised.push(neutralise(text));
    if (text.length > LONG_TEXT) await setImmediate();
  }
  return neutralised;
}
