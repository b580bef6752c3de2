import type { Schemas } from '@qdrant/js-client-rest';
import { expect } from 'vitest';
import type { FaultyQdrantClient } from '../data/faulty-qdrant-client.ts';
import { hasMinScore } from './expect-same-outcome.ts';

type Query = Schemas['QueryRequest'];

/** A point of a bare or of a wrapped client. */
type Point = Schemas['ScoredPoint'] & { rerank?: { readonly retriever_score: number | null } };

/** An answer of a bare or of a wrapped client. */
export interface QdrantAnswer {
  readonly points: readonly Point[];
  readonly rerank?: { readonly outcome: string; readonly reason?: string; readonly error?: Error };
}

/** Groups of a bare or of a wrapped client. */
export interface QdrantGroups {
  readonly groups: readonly { readonly hits: QdrantAnswer['points'] }[];
  readonly rerank?: QdrantAnswer['rerank'];
}

interface Call<TRequest> {
  readonly request: TRequest;
  readonly rerank: unknown;
}

/** The client that both were, and the way to all points that a request finds without a fault. */
interface Engine {
  readonly faulty: FaultyQdrantClient;
  readonly findAll: (request: Query) => Promise<readonly Point[]>;
}

interface Pair<T> {
  readonly bare: T;
  readonly wrapped: T;
}

/** Holds the answer of a wrapped client against that of the bare one, which has the same fault. */
export async function expectSamePage(
  { request, rerank }: Call<Query>,
  { bare, wrapped }: Pair<QdrantAnswer>,
  { faulty, findAll }: Engine,
): Promise<void> {
  const asItCame = faulty.answerTo(request)?.points ?? [];
  if (wrapped.rerank === undefined || wrapped.rerank.outcome === 'skipped') {
    expect(wrapped.points).toEqual(asItCame);
    expect(scoresOf(asItCame)).toEqual(scoresOf(bare.points));
    expect(wrapped.rerank === undefined).toBe(rerank === false);
    return;
  }
  const { outcome, reason } = wrapped.rerank;
  if (outcome === 'partial' || outcome === 'fallback') expectToSayWhy(wrapped);
  expect(new Set(idsOf(wrapped.points)).size).toBe(wrapped.points.length);
  if (!hasMinScore(rerank)) {
    expectAsMany(request, wrapped.points, bare.points);
    if (reason?.includes('as it came')) expectSamePoints(wrapped.points, asItCame, bare.points);
  }
  await expectPointsOf(request, wrapped.points, findAll);
}

function expectSamePoints(
  wrapped: readonly Point[],
  asItCame: readonly Point[],
  bare: readonly Point[],
): void {
  expect(idsOf(wrapped).toSorted(byId)).toEqual(idsOf(asItCame).toSorted(byId));
  expect(scoresOf(asItCame)).toEqual(scoresOf(bare));
}

async function expectPointsOf(
  request: Query,
  points: readonly Point[],
  findAll: Engine['findAll'],
): Promise<void> {
  const found = isWidened(request) ? {} : request;
  const all = await findAll({ ...found, with_payload: request.with_payload ?? null });
  const pointOf = new Map(all.map((point) => [point.id, point]));
  for (const { id, payload, rerank } of points) {
    expect(payload).toEqual(pointOf.get(id)?.payload);
    if (!isWidened(request)) expect(rerank?.retriever_score).toBe(pointOf.get(id)?.score);
  }
}

/** Holds the groups of a wrapped client against those of the bare one. */
export async function expectAsManyGroups(
  { request, rerank }: Call<Query & { limit: number }>,
  { bare, wrapped }: Pair<QdrantGroups>,
): Promise<void> {
  if (isWidened(request) || hasMinScore(rerank)) return;
  expect(wrapped.groups).toHaveLength(bare.groups.length);
  const sizesOf = ({ groups }: QdrantGroups) =>
    groups.map(({ hits }) => hits.length).toSorted((a, b) => a - b);
  // With fewer groups than there are, others may come first.
  if (request.limit > bare.groups.length) expect(sizesOf(wrapped)).toEqual(sizesOf(bare));
}

function expectToSayWhy({ rerank }: QdrantAnswer): void {
  expect(rerank?.reason).not.toBeUndefined();
  expect(rerank?.error).toBeInstanceOf(Error);
}

/** Wider stages bring more, but not past a threshold. */
function expectAsMany(request: Query, found: readonly unknown[], expected: readonly unknown[]) {
  if (isWidened(request)) expect(found.length).toBeGreaterThanOrEqual(expected.length);
  else expect(found).toHaveLength(expected.length);
}

/** Tells whether a request has stages that a wrapped client widens. */
function isWidened({ prefetch, query, score_threshold }: Query): boolean {
  const hasMmr = (query as { mmr?: unknown } | undefined)?.mmr !== undefined;
  return (prefetch !== undefined || hasMmr) && (score_threshold ?? null) === null;
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
