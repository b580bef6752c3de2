import { cardScore, expectedScore, type LevelProbabilities, notebookScore } from '@lb-rerank/core';

/**
 * The way to a score from the seven probabilities: `expected` is the default everywhere, `card` is the model
 * card's, and `notebook` is the one behind the published tables.
 */
export type ScoreFormula = 'expected' | 'card' | 'notebook';

/** Each formula by its name. */
export const SCORE_FORMULAS: Readonly<
  Record<ScoreFormula, (probabilities: LevelProbabilities) => number>
> = { expected: expectedScore, card: cardScore, notebook: notebookScore };
