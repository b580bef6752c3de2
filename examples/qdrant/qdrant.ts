/** Reranks a vector query over four points by wrapping Qdrant's own client, with the model inside this process. */
import assert from 'node:assert/strict';
import { createReranker } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';
import { withReranking } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';

const bare = new QdrantClient({ url: process.env.QDRANT_URL ?? 'http://127.0.0.1:6333' });
const collection = 'lb-rerank-example';
// Vectors made by hand stand for an embedding model's; the second document is not the nearest one.
const documents = [
  { vector: [0.9, 0.1], text: 'Apple pie recipe: peel, slice and bake the apples.' },
  { vector: [0.8, 0.3], text: 'The scientific name of the apple is Malus domestica.' },
  { vector: [0.3, 0.8], text: 'Trees are given their names in Latin.' },
  { vector: [0.1, 0.9], text: 'The square root of 999 is about 31.6.' },
];
await bare.deleteCollection(collection);
await bare.createCollection(collection, { vectors: { size: 2, distance: 'Cosine' } });
const points = documents.map(({ vector, text }, n) => ({ id: n + 1, vector, payload: { text } }));
await bare.upsert(collection, { wait: true, points });

await using scorer = await createLocalScorer();
const reranker = createReranker({ scorer, deadlineMs: 60_000 });
const client = withReranking(bare, { reranker, passage: 'text' });

const query = 'What is the scientific name of apples?';
const request = { query: [1, 0], with_payload: true };
const answer = await client.query(collection, { ...request, rerank: { query } });
for (const { score, rerank, payload } of answer.points) {
  console.log(`${score.toFixed(3)}  (was ${rerank.retriever_rank})  ${String(payload?.text)}`);
}
assert.equal(answer.rerank.outcome, 'reranked');
assert.equal(answer.points[0]?.id, 2);
