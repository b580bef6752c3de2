import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type CorpusDocument, openBeirCollection, passageOf } from '@lb-rerank/evaluation';
import { createQdrantRetriever } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedText, fusedScores } from '../../expectations/fused-ranking.ts';
import { hashedNgramVector, hashedWordWeights, SCIFACT } from '@lb-rerank/test-engines/workload';
import { describeWith } from '@lb-rerank/test-engines/needs';

const RANK_WINDOW_SIZE = 50;
const QUERIES = 20;
/** Qdrant's scores are 32-bit floats. */
const TOLERANCE = 1e-4;

/** Stands for the model: the share of a query's words that a passage has, as a level. */
function levelOf(passage: string, query: string): number {
  const words = query.toLowerCase().split(' ');
  const text = passage.toLowerCase();
  return 1 + (6 * words.filter((word) => text.includes(word)).length) / words.length;
}

const embedded = (text: string): EmbeddedText => ({
  dense: hashedNgramVector(text),
  sparse: hashedWordWeights(text),
});

describeWith('createQdrantRetriever on SciFact', ['qdrant'], ({ qdrant }) => {
  // A probe on construction would leave a connection that ends while the vectors below are made.
  const client = new QdrantClient({ url: qdrant, checkCompatibility: false });
  const collection = `hybrid-${process.pid}`;
  const documents: CorpusDocument[] = [];
  let vectors: EmbeddedText[];
  let queries: string[];
  const retriever = createQdrantRetriever({
    client,
    collection,
    embed: { dense: (text) => hashedNgramVector(text), sparse: hashedWordWeights },
    reranker: createReranker({ scorer: fakeScorer(levelOf) }),
    passage: ['title', 'text'],
    rankWindowSize: RANK_WINDOW_SIZE,
  });

  beforeAll(async () => {
    const scifact = await openBeirCollection(SCIFACT, 'test');
    for await (const document of scifact.documents()) documents.push(document);
    queries = [...scifact.queries.values()].slice(0, QUERIES);
    vectors = documents.map((document) => embedded(passageOf(document)));
    await client.createCollection(collection, {
      vectors: { dense: { size: vectors[0]!.dense.length, distance: 'Cosine' } },
      sparse_vectors: { sparse: { modifier: 'idf' } },
    });
    for (let from = 0; from < documents.length; from += 500) {
      const points = documents.slice(from, from + 500).map(({ title, text }, n) => {
        const { dense, sparse } = vectors[from + n]!;
        return { id: from + n, vector: { dense: [...dense], sparse }, payload: { title, text } };
      });
      await client.upsert(collection, { wait: true, points });
    }
  });
  afterAll(() => client.deleteCollection(collection));

  test(`finds and orders passages as computed independently (${QUERIES} queries)`, async () => {
    for (const query of queries) {
      const passages = await retriever.retrieve(query, { limit: RANK_WINDOW_SIZE });
      const fused = fusedScores(embedded(query), vectors, RANK_WINDOW_SIZE);
      const found = passages.toSorted((a, b) => a.retrieverRank - b.retrieverRank);
      expect(found).toHaveLength(RANK_WINDOW_SIZE);
      const scores = found.map(({ retrieverScore }) => retrieverScore);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const { id, retrieverScore } of found) {
        const { least, most } = fused[Number(id)]!;
        expect(retrieverScore).toBeGreaterThan(least - TOLERANCE);
        expect(retrieverScore).toBeLessThan(most + TOLERANCE);
      }
      const better = fused.flatMap(({ least }, id) =>
        least > scores.at(-1)! + TOLERANCE ? [id] : [],
      );
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(better));
      // Most of them are told apart, or this would show nothing.
      expect(better.length).toBeGreaterThan(RANK_WINDOW_SIZE * 0.8);

      const levels = passages.map(({ id }) => levelOf(passageOf(documents[Number(id)]!), query));
      expect(levels).toEqual(levels.toSorted((a, b) => b - a));
      expect(passages.map(({ score }) => score)).toEqual(
        levels.map((level) => expect.closeTo(level, 6)),
      );
      expect(passages.rerank).toMatchObject({
        outcome: 'reranked',
        rank_window_size: RANK_WINDOW_SIZE,
      });
    }
  });

  test('keeps to a filter in both halves, and to the best passages above a minimum', async () => {
    const ids = [...documents.keys()].filter((id) => id % 7 === 0);
    const filter = { must: [{ has_id: ids }] };
    const passages = await retriever.retrieve(queries[0]!, { limit: 5, filter, minScore: 2 });
    expect(passages.length).toBeGreaterThan(0);
    for (const { id, score, text, payload } of passages) {
      expect(Number(id) % 7).toBe(0);
      expect(score).toBeGreaterThanOrEqual(2);
      expect(text).toBe([payload!['title'], payload!['text']].join('\n'));
    }
  });
});
