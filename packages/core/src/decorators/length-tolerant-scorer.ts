import { ContextLengthError } from '../errors/context-length-error.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { asPairScorer } from '../scorer/as-pair-scorer.ts';
import type { Pair, PairScorer } from '../scorer/pair-scorer.ts';
import { pairScorerOf } from '../scorer/pair-scorer-of.ts';
import type { Scorer } from '../scorer/scorer.ts';

/**
 * Keeps a single passage from making a scorer fail by its length: a batch that is refused for length is split until the
 * culprit stands alone, and only that one is cut, by a quarter at a time. A query that is refused by itself is never tried
 * with shorter passages.
 *
 * @throws ContextLengthError naming the query when not even that fits.
 *
 * @example
 * ```ts
 * import { createVllmScorer, lengthTolerantScorer } from '@lb-rerank/core';
 *
 * const vllm = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const scorer = lengthTolerantScorer(vllm);
 * const answers = await scorer.score({ query: 'apples', passages: ['Apples are red.'] });
 * console.log(answers.length); // 1
 * ```
 */
export function lengthTolerantScorer(scorer: Scorer): PairScorer {
  const inner = asPairScorer(scorer);

  async function scoreSplitting(
    pairs: readonly Pair[],
    signal: AbortSignal | undefined,
  ): Promise<readonly LevelProbabilities[]> {
    try {
      return await inner.scorePairs({ pairs, signal });
    } catch (error) {
      if (!(error instanceof ContextLengthError) || error.part === 'query') throw error;
      if (pairs.length === 1) return scoreSplitting([shortened(pairs[0]!, error)], signal);
      const half = Math.ceil(pairs.length / 2);
      const halves = [pairs.slice(0, half), pairs.slice(half)];
      const answers = await Promise.all(halves.map((part) => scoreSplitting(part, signal)));
      return answers.flat();
    }
  }

  return pairScorerOf(scorer, ({ pairs, signal }) => scoreSplitting(pairs, signal));
}

function shortened({ query, passage }: Pair, error: ContextLengthError): Pair {
  if (passage === '') throw new ContextLengthError({ part: 'query', cause: error });
  // A cut between the halves of a surrogate pair would leave a character that the passage never had.
  const cut = passage.slice(0, Math.floor(passage.length * 0.75));
  return { query, passage: cut.isWellFormed() ? cut : cut.slice(0, -1) };
}
