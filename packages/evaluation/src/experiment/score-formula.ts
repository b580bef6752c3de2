import { cardScore, expectedScore, type LevelProbabilities, notebookScore } from '@lb-rerank/core';

/**
 * How a score is read from the seven probabilities: `expected` is the default everywhere, `card` the model card's,
 * `notebook` the one that the published tables were made with.
 */
export type ScoreFormula = 'expected' | 'card' | 'notebook';

/** Each formula by its name. */
export const SCORE_FORMULAS: Readonly<
  Record<ScoreFormula, (probabilities: LevelProbabilities) => number>
> = { expected: expectedScore, card: cardScore, notebook: notebookScore };
