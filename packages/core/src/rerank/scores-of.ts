import { bestOf } from '../score/best-of.ts';
import { expectedScore } from '../score/expected-score.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { relevanceScore } from '../score/relevance-score.ts';
import type { Candidate } from './candidate.ts';
import { passagesOf } from './passages-of.ts';
import type { RankedResult } from './ranking.ts';

/** The scores of one candidate; null where it was not scored. */
export type CandidateScores = Pick<
  RankedResult<unknown>,
  'score' | 'relevanceScore' | 'probabilities' | 'passage'
>;

/** The scores of a candidate that was not scored. */
export const NO_SCORES: CandidateScores = {
  score: null,
  relevanceScore: null,
  probabilities: null,
  passage: null,
};

/**
 * Finds the scores of a candidate among those of passages: its best passage counts. It has none as long as one passage has
 * none, which might be the best.
 */
export function scoresOf(
  candidate: Candidate<unknown>,
  scores: ReadonlyMap<string, LevelProbabilities>,
): CandidateScores {
  const passages = passagesOf(candidate);
  const answers = passages.map((passage) => scores.get(passage));
  if (answers.length === 0 || !answers.every((answer) => answer !== undefined)) return NO_SCORES;
  const probabilities = bestOf(answers);
  const score = expectedScore(probabilities);
  const passage = passages[answers.indexOf(probabilities)] ?? null;
  return { score, relevanceScore: relevanceScore(score), probabilities, passage };
}
