import type { Schemas } from '@qdrant/js-client-rest';
import type { RankedResult, RerankMark, RerankSummary } from '@lb-rerank/core';
import { rerankMarkOf } from '@lb-rerank/core/adapter';
import { withJson } from '../client/with-json.ts';

/** A point of Qdrant, with what reranking found out about it. */
export type RankedPoint = Schemas['ScoredPoint'] & { rerank: RerankMark };

/**
 * Puts ranked points into Qdrant's own shape.
 *
 * `score` becomes the expected level; a point without one beside scored ones gets 0, since the engine's scale does not
 * compare. In a fallback every score stays the engine's.
 */
export function rerankedPoints(
  results: readonly RankedResult<{ readonly point: Schemas['ScoredPoint'] }>[],
  { scored }: Pick<RerankSummary, 'scored'>,
): RankedPoint[] {
  return results.map((result) =>
    withJson({
      ...result.document.point,
      ...(scored > 0 && { score: result.score ?? 0 }),
      rerank: rerankMarkOf(result),
    }),
  );
}
