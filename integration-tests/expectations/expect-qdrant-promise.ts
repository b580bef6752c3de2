import type { Schemas } from '@qdrant/js-client-rest';
import { expect } from 'vitest';
import type { FaultyQdrantClient, QdrantFault } from '../data/faulty-qdrant-client.ts';

type Query = Schemas['QueryRequest'];

/** A point of a bare or of a wrapped client. */
type Point = Schemas['ScoredPoint'] & { rerank?: { readonly retriever_score: number | null } };

/** An answer of a bare or of a wrapped client. */
export interface QdrantAnswer {
  readonly points: readonly Point[];
  readonly rerank?: { readonly outcome: string; readonly reason?: string; readonly error?: Error };
}

/** An error of a bare or of a wrapped client. */
export interface QdrantFailure {
  readonly code?: string;
  readonly data?: { readonly status: { readonly error: string } };
  readonly cause?: QdrantFailure;
}

/** Holds the answer of a wrapped client against that of the bare one, which has the same fault. */
export async function expectSamePage(
  { request, rerank }: { request: Query; rerank: unknown },
  { bare, wrapped }: { bare: QdrantAnswer; wrapped: QdrantAnswer },
  {
    faulty,
    findAll,
  }: {
    faulty: FaultyQdrantClient;
    /** Gives all points that a request finds without a fault. */
    findAll: (request: Query) => Promise<readonly Point[]>;
  },
): Promise<void> {
  const { outcome, reason, error } = wrapped.rerank ?? { outcome: 'left alone' };
  const asItCame = faulty.answerTo(request)?.points ?? [];
  if (outcome === 'left alone' || outcome === 'skipped') {
    expect(wrapped.points).toEqual(asItCame);
    expect(scoresOf(asItCame)).toEqual(scoresOf(bare.points));
    expect(wrapped.rerank === undefined).toBe(rerank === false);
    return;
  }
  if (outcome === 'partial' || outcome === 'fallback') {
    expect(reason).not.toBeUndefined();
    expect(error).toBeInstanceOf(Error);
  }
  const isWidened = isByStages(request) && (request.score_threshold ?? null) === null;
  const ids = idsOf(wrapped.points);
  expect(new Set(ids).size).toBe(ids.length);
  if (!hasMinScore(rerank)) {
    // Wider stages bring more, but not past a threshold.
    if (isWidened) expect(ids.length).toBeGreaterThanOrEqual(bare.points.length);
    else expect(ids.length).toBe(bare.points.length);
    if (reason?.includes('as it came')) {
      expect(ids.toSorted(byId)).toEqual(idsOf(asItCame).toSorted(byId));
      expect(scoresOf(asItCame)).toEqual(scoresOf(bare.points));
    }
  }
  const found = isWidened ? {} : request;
  const all = await findAll({ ...found, with_payload: request.with_payload ?? null });
  const pointOf = new Map(all.map((point) => [point.id, point]));
  for (const { id, payload, rerank: mark } of wrapped.points) {
    expect(payload).toEqual(pointOf.get(id)?.payload);
    if (!isWidened) expect(mark?.retriever_score).toBe(pointOf.get(id)?.score);
  }
}

/** Holds the refusal of a wrapped client against that of the bare one; what asks for reranking may have one of its own. */
export function expectSameRefusal(
  { bare, wrapped }: { bare: QdrantFailure; wrapped: QdrantFailure },
  { isAsked, fault }: { isAsked: boolean; fault: QdrantFault },
): void {
  if (wrapped.code === 'invalid_request') {
    expect(isAsked).toBe(true);
    return;
  }
  // Then the caller's own request meets another fault than the bare one did.
  if (fault.kind === 'second') return;
  const cause = wrapped.code === 'retrieval_failed' ? wrapped.cause : wrapped;
  expect(cause?.data?.status.error ?? cause).toEqual(bare.data?.status.error ?? bare);
}

/** Tells whether a call leaves out points by the reranker's scores. */
export function hasMinScore(rerank: unknown): boolean {
  return ((rerank ?? {}) as { minScore?: number }).minScore !== undefined;
}

/** Tells whether a stage of a request bounds what it finds. */
function isByStages({ prefetch, query }: Query): boolean {
  return prefetch !== undefined || (query as { mmr?: unknown } | undefined)?.mmr !== undefined;
}

function scoresOf(points: readonly Point[]): number[] {
  return points.map(({ score }) => score);
}

function idsOf(points: readonly Point[]): unknown[] {
  return points.map(({ id }) => id);
}

function byId(a: unknown, b: unknown): number {
  return Number(a) - Number(b);
}
