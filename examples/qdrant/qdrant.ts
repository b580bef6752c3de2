/** Reranks a vector query over four points in Qdrant, with the model inside this process. */
import assert from 'node:assert/strict';
import { createReranker } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';
import { rerankedQuery } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';

const client = new QdrantClient({ url: process.env.QDRANT_URL ?? 'http://127.0.0.1:6333' });
const collection = 'lb-rerank-example';
// Vectors made by hand stand for an embedding model's; the second document is not the nearest one.
const points = [
  {
    id: 1,
    vector: [0.9, 0.1],
    payload: { text: 'Apple pie recipe: peel, slice and bake the apples.' },
  },
  {
    id: 2,
    vector: [0.8, 0.3],
    payload: { text: 'The scientific name of the apple is Malus domestica.' },
  },
  { id: 3, vector: [0.3, 0.8], payload: { text: 'Trees are given their names in Latin.' } },
  { id: 4, vector: [0.1, 0.9], payload: { text: 'The square root of 999 is about 31.6.' } },
];
await client.deleteCollection(collection);
await client.createCollection(collection, { vectors: { size: 2, distance: 'Cosine' } });
await client.upsert(collection, { wait: true, points });

await using scorer = await createLocalScorer();
const ask = rerankedQuery(client, { reranker: createReranker({ scorer }), passage: 'text' });

const query = 'What is the scientific name of apples?';
const answer = await ask(collection, { query: [1, 0], with_payload: true, rerank: { query } });
for (const { score, rerank, payload } of answer.points) {
  console.log(`${score.toFixed(3)}  (was ${rerank.retriever_rank})  ${String(payload?.text)}`);
}
assert.equal(answer.rerank.outcome, 'reranked');
assert.equal(answer.points[0]?.id, 2);
