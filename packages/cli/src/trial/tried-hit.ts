import type { RerankMark } from '@lb-rerank/core';
import { textsAt } from './texts-at.ts';
import type { TriedHit } from './trial.ts';

/**
 * Makes a hit of what an engine gave and reranking found out.
 *
 * @param document what the passage fields are read of
 */
export function triedHit(
  id: string,
  document: unknown,
  passage: readonly string[],
  { retriever_rank: before, retriever_score: engineScore, score }: RerankMark,
): TriedHit {
  const texts = passage.flatMap((field) => textsAt(document, field));
  return { id, passage: texts.join(' · '), before, engineScore, score };
}
