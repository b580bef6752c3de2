import type { Schemas } from '@qdrant/js-client-rest';
import type { RankedResult, Reranker, RerankSummary } from '@lb-rerank/core';
import { type Passage, rankHits } from '@lb-rerank/core/adapter';
import { withoutFetched } from '../passage/passage-fetch.ts';
import { passageReader } from '../passage/passage-reader.ts';
import { inStableOrder } from './in-stable-order.ts';
import type { PointsPlan } from './plan-points.ts';
import { summaryWith } from './shortfall.ts';

type Point = Schemas['ScoredPoint'];

/** A point as the caller is to see it, what the model reads of it, and its place in the engine's order, from 1. */
export interface FoundPoint {
  readonly point: Point;
  readonly passage: Passage;
  readonly rank: number;
}

/** The caller's page of the new order, and how that came about. */
export interface RankedPage {
  readonly results: readonly RankedResult<FoundPoint>[];
  readonly summary: RerankSummary;
}

/**
 * Ranks the points that the engine found for a plan's requests, or keeps their order, marked as such.
 *
 * @param found points, by request
 */
export async function rankPoints(
  { asked, page, settings, passage, fetch, reach, hasTies, shortfall }: PointsPlan<unknown>,
  found: readonly (readonly Point[])[],
  { reranker, signal }: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<RankedPage> {
  const read = passageReader(passage);
  const hits = found.flatMap((points, n) =>
    (hasTies ? inStableOrder(points) : points).map((point, index) => ({
      point,
      rank: asked[n]!.start + index + 1,
    })),
  );
  const ranking = await rankHits(reranker, {
    hits: hits.slice(0, reach),
    candidateOf: ({ point, rank }, text) => ({
      document: { point: withoutFetched(point, fetch), passage: text, rank },
      retrieverScore: point.score,
    }),
    passageOf: ({ point }) => read(point),
    settings,
    signal,
  });
  const results = ranking.results.slice(page.offset, page.offset + page.limit);
  return {
    results: results.map((result) => ({ ...result, retrieverRank: result.document.rank })),
    summary: summaryWith(ranking, passage, shortfall),
  };
}
