import { createReranker } from '@lb-rerank/core';
import { openBeirCollection, passageOf } from '@lb-rerank/evaluation';
import { hashedNgramVector, SCIFACT } from '@lb-rerank/test-engines/workload';
import { qdrant } from '@lb-rerank/test-engines/qdrant';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { withReranking } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { instantScorer } from './servers/instant-scorer.ts';
import { median } from './measure/median.ts';

const RANK_WINDOW_SIZE = 100;
const QUERIES = 600;
const WARM_UP = 100;

/** Measures a wrapped query beside a bare one for as many points, when the model costs nothing. */
export async function run(): Promise<void> {
  const engine = await resolveEngine(qdrant());
  const bare = new QdrantClient({ url: engine.url, checkCompatibility: false });
  const collection = `bench-${process.pid}`;
  try {
    const wrapped = withReranking(bare, {
      // Cached pairs would cost less than any scorer, so nothing is cached.
      reranker: createReranker({ scorer: instantScorer, cache: false }),
      passage: 'text',
      rankWindowSize: RANK_WINDOW_SIZE,
    });
    const { documents, queries } = await openBeirCollection(SCIFACT, 'test');
    const points: { id: number; vector: number[]; payload: { title: string; text: string } }[] = [];
    for await (const document of documents()) {
      const { title, text } = document;
      const vector = hashedNgramVector(passageOf(document));
      points.push({ id: points.length, vector, payload: { title, text } });
    }
    await bare.createCollection(collection, { vectors: { size: 256, distance: 'Cosine' } });
    for (let from = 0; from < points.length; from += 500) {
      await bare.upsert(collection, { wait: true, points: points.slice(from, from + 500) });
    }

    const texts = [...queries.values()];
    const times = { bare: [] as number[], wrapped: [] as number[] };
    for (let n = -WARM_UP; n < QUERIES; n += 1) {
      const query = texts[(n + WARM_UP) % texts.length]!;
      const request = {
        query: hashedNgramVector(query),
        limit: RANK_WINDOW_SIZE,
        with_payload: true,
      };
      const calls = {
        bare: () => bare.query(collection, request),
        wrapped: () => wrapped.query(collection, { ...request, rerank: { query } }),
      };
      const names = ['bare', 'wrapped'] as const;
      // In turns, so that neither always runs on what the other warmed.
      for (const name of n % 2 === 0 ? names : names.toReversed()) {
        const startedAt = performance.now();
        await calls[name]();
        if (n >= 0) times[name].push(performance.now() - startedAt);
      }
    }
    const [bareMs, wrappedMs] = [median(times.bare), median(times.wrapped)];
    console.log(
      `wrapped rank window of ${RANK_WINDOW_SIZE}, against a bare query of limit ${RANK_WINDOW_SIZE}   ${(wrappedMs / bareMs).toFixed(2)} (at most 1.15)   ` +
        `${wrappedMs.toFixed(1)} against ${bareMs.toFixed(1)} ms`,
    );
    console.log(`on ${engine.description}`);
  } finally {
    await bare.deleteCollection(collection);
    await engine.stop();
  }
}
