import { createReranker } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';
import { createQdrantRetriever, type QdrantRetriever } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';

const TEXTS = [
  'Apple pie recipe: peel, slice and bake the apples.',
  'The scientific name of the apple is Malus domestica.',
  'Trees are given their names in Latin.',
  'The square root of 999 is about 31.6.',
];

/** Stands for an embedding model: which of a few words a text has. Yours is `createOpenaiEmbedder({ baseURL, model })`. */
function embed(text: string): number[] {
  const words = ['apple', 'bake', 'name', 'tree', 'root'];
  return words.map((word) => (text.toLowerCase().includes(word) ? 1 : 0.1));
}

/** Four articles in Qdrant, and the retriever that finds in them what answers a question. */
export async function createArticleRetriever(): Promise<QdrantRetriever> {
  const client = new QdrantClient({ url: process.env.QDRANT_URL ?? 'http://127.0.0.1:6333' });
  const collection = 'lb-rerank-articles';
  await client.deleteCollection(collection);
  await client.createCollection(collection, { vectors: { size: 5, distance: 'Cosine' } });
  const points = TEXTS.map((text, id) => ({ id, vector: embed(text), payload: { text } }));
  await client.upsert(collection, { wait: true, points });

  const reranker = createReranker({
    scorer: await createLocalScorer(),
    deadlineMs: 60_000,
  });
  return createQdrantRetriever({ client, collection, embed, reranker, passage: 'text' });
}
