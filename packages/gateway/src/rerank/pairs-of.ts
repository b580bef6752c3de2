import type { Question } from '../dialects/request/question.ts';

/** Counts the pairs of a question, for quotas and admission. */
export function pairsOf({ searches }: Question): number {
  return searches.reduce((sum, { documents }) => sum + documents.length, 0);
}
