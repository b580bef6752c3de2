import type { Question } from '../dialects/shared/question.ts';

/** How many pairs a question is made of, as quotas and admission count them. */
export function pairsOf({ searches }: Question): number {
  return searches.reduce((sum, { documents }) => sum + documents.length, 0);
}
