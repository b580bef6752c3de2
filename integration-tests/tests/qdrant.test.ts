import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { passageOf } from '@lb-rerank/evaluation';
import { rerankedQuery } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOrderOfReference } from '../collections/expect-order-of-reference.ts';
import { hashedWordsVector } from '../collections/hashed-words-vector.ts';
import { scifactDocuments } from '../collections/scifact-documents.ts';
import { describeWithEngines } from '../engines/describe-with-engines.ts';

describeWithEngines('rerankedQuery', ['qdrant', 'vllm'], ({ qdrant, vllm }) => {
  const client = new QdrantClient({ url: qdrant });
  const collection = `reranked-query-${process.pid}`;
  const text = 'Do vitamin supplements lower the risk of cancer in patients?';
  const query = hashedWordsVector(text);

  beforeAll(async () => {
    await client.createCollection(collection, {
      vectors: { size: query.length, distance: 'Cosine' },
    });
    const points = (await scifactDocuments(200)).map((document, id) => ({
      id,
      vector: hashedWordsVector(passageOf(document)),
      payload: { text: passageOf(document) },
    }));
    await client.upsert(collection, { wait: true, points });
  });
  afterAll(() => client.deleteCollection(collection));

  const askWith = (baseURL: string) =>
    rerankedQuery(client, {
      reranker: createReranker({ scorer: createVllmScorer({ baseURL, model: 'lb-reranker' }) }),
      passage: 'text',
      rankWindowSize: 30,
    });

  test("gives an existing query the model's order", async () => {
    const bare = await client.query(collection, { query, limit: 30, with_payload: true });
    const response = await askWith(`${vllm}/v1`)(collection, {
      query,
      limit: 30,
      with_payload: true,
      rerank: { query: text },
    });
    expect(response.rerank).toMatchObject({ outcome: 'reranked', window: 30, scored: 30 });
    expect(response.points.map(({ id }) => id)).not.toEqual(bare.points.map(({ id }) => id));
    expect(new Set(response.points.map(({ id }) => id))).toEqual(
      new Set(bare.points.map(({ id }) => id)),
    );
    await expectOrderOfReference(
      text,
      response.points.map(({ payload, rerank }) => ({
        passage: String(payload!['text']),
        score: rerank.score,
      })),
    );
  });

  test("answers in the engine's order, marked, when no model server is there", async () => {
    const bare = await client.query(collection, { query, limit: 30 });
    const response = await askWith('http://127.0.0.1:9/v1')(collection, {
      query,
      limit: 30,
      rerank: { query: text },
    });
    expect(response.rerank).toMatchObject({
      outcome: 'fallback',
      error: { code: 'backend_connection' },
    });
    expect(response.points.map(({ score }) => score)).toEqual(
      bare.points.map(({ score }) => score),
    );
  });

  test('says which collection is missing', async () => {
    const asking = askWith(`${vllm}/v1`)('nowhere', { query, rerank: { query: text } });
    await expect(asking).rejects.toMatchObject({ code: 'retrieval_failed', source: 'nowhere' });
  });
});
