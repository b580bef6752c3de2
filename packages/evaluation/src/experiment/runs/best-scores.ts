/** Maps document id -> score. A document that was found in several passages has the score of the best one. */
export function bestScores(
  hits: readonly (readonly [id: string, score: number])[],
): Map<string, number> {
  const scores = new Map<string, number>();
  for (const [id, score] of hits) scores.set(id, Math.max(score, scores.get(id) ?? -Infinity));
  return scores;
}
