import type { Schemas } from '@qdrant/js-client-rest';
import type { Ranking, Reranker } from '@lb-rerank/core';
import { type Passage, rankHits } from '@lb-rerank/core/adapter';
import { withoutFetched } from '../passage/passage-fetch.ts';
import { passageReader } from '../passage/passage-reader.ts';
import { inStableOrder } from './in-stable-order.ts';
import type { PointsPlan } from './plan-points.ts';

type Point = Schemas['ScoredPoint'];

/** A point as the caller is to see it, and what the model reads of it. */
export interface FoundPoint {
  readonly point: Point;
  readonly passage: Passage;
}

/** Ranks the points that the engine found for a plan's request, or keeps their order, marked as such. */
export async function rankPoints(
  { settings, passage, fetch, reach, hasTies }: PointsPlan<unknown>,
  points: readonly Point[],
  { reranker, signal }: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<Ranking<FoundPoint>> {
  return rankHits(reranker, {
    hits: (hasTies ? inStableOrder(points) : points).slice(0, reach),
    candidateOf: (found, text) => ({
      document: { point: withoutFetched(found, fetch), passage: text },
      retrieverScore: found.score,
    }),
    passageOf: passageReader(passage),
    settings,
    signal,
  });
}
