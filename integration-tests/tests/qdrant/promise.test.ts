import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  FaultyQdrantClient,
  type QdrantFault,
  qdrantFaults,
} from '../../data/faulty-qdrant-client.ts';
import { GRAMMAR_POINTS, qdrantRequests, rerankOfCalls } from '../../requests/qdrant-grammar.ts';

const CASES = 500;
const SEED = Number(process.env['LB_RERANK_TEST_SEED'] ?? 15);

type Query = Schemas['QueryRequest'];
type Point = Omit<Schemas['ScoredPoint'], 'score'> & { score: number; rerank?: Mark };
interface Mark {
  readonly retriever_rank: number;
  readonly retriever_score: number;
}
interface Summary {
  readonly outcome: string;
  readonly reason?: string;
  readonly error?: Error;
}
interface Answer {
  readonly points: Point[];
  readonly rerank?: Summary;
}
interface Failure {
  readonly code?: string;
  readonly status?: number;
  readonly data?: { readonly status: { readonly error: string } };
  readonly cause?: Failure;
}
type Outcome<T> =
  | { readonly answer: T; readonly error?: undefined }
  | { readonly error: Failure; readonly answer?: undefined };

describeWith('what a wrapped client answers, bare beside wrapped', ['qdrant'], ({ qdrant }) => {
  const sound = new QdrantClient({ url: qdrant });
  const faulty = new FaultyQdrantClient({ url: qdrant, checkCompatibility: false });
  const collection = `promise-${process.pid}`;
  const scorer = fakeScorer((passage) => 1 + (passage.length % 6));
  const reranker = createReranker({ scorer });

  beforeAll(async () => {
    await sound.createCollection(collection, {
      vectors: { plain: { size: 2, distance: 'Dot' }, other: { size: 2, distance: 'Euclid' } },
    });
    await sound.createPayloadIndex(collection, {
      field_name: 'shelf',
      field_schema: 'integer',
      wait: true,
    });
    // Few different vectors, so that ties reach over the end of the rank window.
    const points = Array.from({ length: GRAMMAR_POINTS }, (_, n) => {
      const text = `apple ${'pie '.repeat(n % 7)}`;
      return {
        id: n,
        vector: { plain: [1, n % 25], other: [n % 30, 1] },
        payload: { shelf: n % 3, ...(n % 9 > 0 && { text, 'page content': text, '@note': text }) },
      };
    });
    await sound.upsert(collection, { wait: true, points });
  });
  afterAll(() => sound.deleteCollection(collection));

  const outcomeOf = async <T>(
    fault: QdrantFault,
    ask: () => Promise<unknown>,
  ): Promise<Outcome<T>> => {
    faulty.failBy(fault);
    try {
      return { answer: (await ask()) as T };
    } catch (error) {
      return { error: error as Failure };
    }
  };

  /** All that a request finds, without a fault, by id. */
  const allOf = async ({ offset: _, ...request }: Query) => {
    const { points } = await sound.query(collection, { ...request, limit: 10 * GRAMMAR_POINTS });
    return new Map(points.map((point) => [point.id, point]));
  };

  async function expectKept(request: Query, rerank: unknown, bare: Answer, wrapped: Answer) {
    const { outcome, reason, error } = wrapped.rerank ?? { outcome: 'left alone' };
    const ids = (answer: Answer) => answer.points.map(({ id }) => id);
    if (outcome === 'left alone' || outcome === 'skipped') {
      expect(wrapped.points).toEqual(faulty.answered);
      expect(scoresOf(wrapped)).toEqual(scoresOf(bare));
      expect(wrapped.rerank === undefined).toBe(rerank === false);
      return;
    }
    const isOwnPage = reason?.includes('as it came') ?? false;
    if (outcome === 'partial' || outcome === 'fallback') {
      expect(reason).not.toBeUndefined();
      expect(error).toBeInstanceOf(Error);
    }
    const isWidened = isByStages(request) && (request.score_threshold ?? null) === null;
    if (isOwnPage && !hasMinScore(rerank)) {
      expect(ids(wrapped).toSorted(byId)).toEqual(
        faulty.answered.map(({ id }) => id).toSorted(byId),
      );
      expect(faulty.answered.map(({ score }) => score)).toEqual(scoresOf(bare));
    }
    if (!hasMinScore(rerank)) {
      // Wider stages bring more, but not past a threshold.
      if (isWidened) expect(wrapped.points.length).toBeGreaterThanOrEqual(bare.points.length);
      else expect(wrapped.points.length).toBe(bare.points.length);
    }
    expect(new Set(ids(wrapped)).size).toBe(wrapped.points.length);
    const found = isWidened ? {} : request;
    const all = await allOf({ ...found, with_payload: request.with_payload ?? null });
    for (const { id, payload, rerank: mark } of wrapped.points) {
      expect(payload).toEqual(all.get(id)?.payload);
      if (!isWidened) expect(mark?.retriever_score).toBe(all.get(id)?.score);
    }
  }

  function expectSameRefusal(bare: Failure, wrapped: Failure, rerank: unknown, fault: QdrantFault) {
    if (wrapped.code === 'invalid_request') {
      expect(rerank).toBeTypeOf('object');
      return;
    }
    const cause = wrapped.code === 'retrieval_failed' ? wrapped.cause : wrapped;
    // Then the caller's own request meets another fault than the bare one did.
    if (fault.kind === 'second') return;
    expect(cause?.data?.status.error ?? cause).toEqual(bare.data?.status.error ?? bare);
  }

  const cases = fc.record({
    request: qdrantRequests,
    rerank: rerankOfCalls,
    passage: fc.constantFrom('text', 'page content', '@note', '"page content"'),
    fault: qdrantFaults,
  });

  test(`is what the bare one answers, or says why not (${CASES} random cases, seed ${SEED})`, async () => {
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(cases, async ({ request, rerank, passage, fault }) => {
        const client = withReranking(faulty, { reranker, passage });
        const call = { ...request, ...(rerank !== undefined && { rerank }) };
        const bare = await outcomeOf<Answer>(fault, () => faulty.query(collection, request));
        const wrapped = await outcomeOf<Answer>(fault, () =>
          client.query(collection, call as Query),
        );
        const name = wrapped.answer ? (wrapped.answer.rerank?.outcome ?? 'left alone') : 'refused';
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
        if (bare.error && wrapped.error)
          expectSameRefusal(bare.error, wrapped.error, rerank, fault);
        // A rank window with `minScore` may be smaller than the page that the engine refuses.
        else if (bare.error) expect(hasMinScore(rerank)).toBe(true);
        else if (wrapped.error) {
          expect(wrapped.error).toMatchObject({ code: 'invalid_request' });
          expect(rerank).toBeTypeOf('object');
        } else await expectKept(request, rerank, bare.answer, wrapped.answer);
      }),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    );
    const seen = ['reranked', 'partial', 'fallback', 'skipped', 'left alone', 'refused'];
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(seen));
  }, 600_000);
});

/** Tells whether a stage of a request bounds what it finds. */
function isByStages({ prefetch, query }: Query): boolean {
  return prefetch !== undefined || (query as { mmr?: unknown } | undefined)?.mmr !== undefined;
}

function scoresOf({ points }: Answer): number[] {
  return points.map(({ score }) => score);
}

function hasMinScore(rerank: unknown): boolean {
  return ((rerank ?? {}) as { minScore?: number }).minScore !== undefined;
}

function byId(a: unknown, b: unknown): number {
  return Number(a) - Number(b);
}
