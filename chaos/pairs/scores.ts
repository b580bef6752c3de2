import { hash } from 'node:crypto';
import { MARK } from './texts.ts';

/**
 * Gives the seven probabilities that the stand-in answers for a prompt: they follow from the marks in it alone, so that a
 * prompt of other texts, or of more than one query and document, has others.
 */
export function probabilitiesOf(prompt: string): number[] {
  const marks = (prompt.match(MARK) ?? []).join();
  const digits = Buffer.from(hash('sha256', marks, 'hex'), 'hex');
  const weights = Array.from(
    { length: 7 },
    (_, level) => 1 + digits[2 * level]! * 256 + digits[2 * level + 1]!,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Computes the score of a pair in [1, 7] from its texts, on its own, without any code of the product. */
export function scoreOf(query: string, document: string): number {
  return probabilitiesOf(query + document).reduce((sum, p, level) => sum + p * (level + 1), 0);
}

/** Gives a score in [1, 7] as a relevance score in [0, 1]. */
export function relevanceOf(score: number): number {
  return (score - 1) / 6;
}
