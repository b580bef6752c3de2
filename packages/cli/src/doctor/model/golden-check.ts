import { cardScore, type LevelProbabilities } from '@lb-rerank/core';
import { modelKindOf } from '@lb-rerank/core/backend';
import type { Check } from '../check/check.ts';
import { GOLDEN_PAIRS } from './golden-pairs.ts';

/**
 * The largest difference of a score, in levels, that counts as none. The card's own figures for its two engines
 * differ by 0.023, and 16-bit floats or 8-bit weights move them by as much again.
 */
const GOLDEN_TOLERANCE = 0.05;

/** Checks that the model gives the scores that its card prints. */
export const goldenCheck: Check<{
  readonly goldenAnswers: () => Promise<readonly LevelProbabilities[]>;
}> = {
  title: 'golden pairs',
  async run({ goldenAnswers }) {
    const answers = await goldenAnswers();
    const kind = modelKindOf(answers);
    if (kind === 'stand-in') {
      return {
        status: 'warning',
        says: "this is the bundled mini model, a stand-in for tests and demos: the golden values do not apply to it, and its ranking is no measure of the LB Reranker's",
        remedy:
          'for the LB Reranker itself, serve lightblue/lb-reranker-0.5B-v1.0 under vLLM, or run `lb-rerank model pull`',
      };
    }
    const scores = answers.map(cardScore);
    const distance = Math.max(
      ...GOLDEN_PAIRS.map(({ score }, index) => Math.abs(score - scores[index]!)),
    );
    const comparison = `${listed(scores)} where the model card has ${listed(GOLDEN_PAIRS.map(({ score }) => score))}; the largest difference is ${distance.toFixed(3)}`;
    if (distance <= GOLDEN_TOLERANCE) {
      return { status: 'ok', says: `${comparison}, within ${GOLDEN_TOLERANCE}` };
    }
    if (kind === 'lb-reranker') {
      return {
        status: 'warning',
        says: `${comparison}, over ${GOLDEN_TOLERANCE}`,
        remedy:
          'coarsely quantised weights explain this; with 16-bit weights or Q8_0 the scores are closer',
      };
    }
    return {
      status: 'problem',
      says: `${comparison}, over ${GOLDEN_TOLERANCE}: these are not the LB Reranker's answers`,
      remedy:
        'serve the weights of lightblue/lb-reranker-0.5B-v1.0, and not its base model or another fine-tune',
    };
  },
};

function listed(scores: readonly number[]): string {
  return scores.map((score) => score.toFixed(4)).join(', ');
}
