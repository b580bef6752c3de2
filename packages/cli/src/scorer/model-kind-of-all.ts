import type { Scorer } from '@lb-rerank/core';
import type { ModelKind } from '@lb-rerank/core/backend';

/** The kinds of models, the one that most has to be told first. */
const BY_URGENCY: readonly (ModelKind | undefined)[] = [
  'stand-in',
  'other',
  undefined,
  'lb-reranker',
];

/**
 * Finds out which model the servers of a backend have by their answers: `lb-reranker` where all of them do, undefined where one
 * does not tell. Rejects where one cannot be asked.
 */
export async function modelKindOfAll(
  scorers: readonly Scorer[],
  signal: AbortSignal,
): Promise<ModelKind | undefined> {
  const kinds = await Promise.all(scorers.map(async (scorer) => scorer.findModelKind?.(signal)));
  return BY_URGENCY.find((kind) => kinds.includes(kind));
}
