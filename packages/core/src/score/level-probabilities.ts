/** The model's seven answers, from least related to most related (source: model card). */
export const LEVELS: readonly [1, 2, 3, 4, 5, 6, 7] = [1, 2, 3, 4, 5, 6, 7];

/**
 * The probabilities of the answers "1" to "7" as the backend gave them: p("1") first, p("7") last, each in [0, 1].
 *
 * They are not renormalised: their sum, the mass, tells how sure the backend is that the answer is a level at all.
 */
export type LevelProbabilities = readonly [number, number, number, number, number, number, number];
