import { createReranker, createVllmScorer, expectedScore } from '@lb-rerank/core';
import { passageOf } from '@lb-rerank/evaluation';
import { createQdrantRetriever, rerankedQuery } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOrderOfReference } from '../../expectations/expect-order-of-reference.ts';
import { hashedNgramVector, hashedWordWeights } from '@lb-rerank/test-engines/workload';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

describeWith('Qdrant and the model', ['qdrant', 'vllm'], ({ qdrant, vllm }) => {
  const client = new QdrantClient({ url: qdrant });
  const collection = `reranked-query-${process.pid}`;
  const text = 'Do vitamin supplements lower the risk of cancer in patients?';
  const query = hashedNgramVector(text, 64);

  beforeAll(async () => {
    await client.createCollection(collection, {
      vectors: { dense: { size: query.length, distance: 'Cosine' } },
      sparse_vectors: { sparse: { modifier: 'idf' } },
    });
    const points = (await scifactDocuments(200)).map((document, id) => ({
      id,
      vector: {
        dense: hashedNgramVector(passageOf(document), 64),
        sparse: hashedWordWeights(passageOf(document)),
      },
      payload: { text: passageOf(document) },
    }));
    await client.upsert(collection, { wait: true, points });
  });
  afterAll(() => client.deleteCollection(collection));

  const optionsWith = (baseURL: string) => ({
    reranker: createReranker({
      scorer: createVllmScorer({ baseURL, model: 'lb-reranker' }),
      deadlineMs: Infinity,
    }),
    passage: 'text',
    rankWindowSize: 30,
  });
  const askWith = (baseURL: string) => rerankedQuery(client, optionsWith(baseURL));
  const near = { query, using: 'dense', limit: 30 };

  test("gives an existing query the model's order", async () => {
    const bare = await client.query(collection, { ...near, with_payload: true });
    const response = await askWith(`${vllm}/v1`)(collection, {
      ...near,
      with_payload: true,
      rerank: { query: text },
    });
    expect(response.rerank).toMatchObject({
      outcome: 'reranked',
      rank_window_size: 30,
      scored: 30,
    });
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

  test("retrieves what answers a question from both kinds of vectors, in the model's order", async () => {
    const retriever = createQdrantRetriever({
      ...optionsWith(`${vllm}/v1`),
      client,
      collection,
      embed: { dense: (asked) => hashedNgramVector(asked, 64), sparse: hashedWordWeights },
    });
    const passages = await retriever.retrieve(text, { limit: 30 });
    expect(passages.rerank).toMatchObject({
      outcome: 'reranked',
      rank_window_size: 30,
      scored: 30,
    });
    const scores = passages.map(({ score }) => score!);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const scorer = createVllmScorer({ baseURL: `${vllm}/v1`, model: 'lb-reranker' });
    const asked = { query: text, passages: passages.map((passage) => passage.text!) };
    const levels = (await scorer.score(asked)).map(expectedScore);
    expect(scores).toEqual(levels.map((level) => expect.closeTo(level, 3)));
  });

  test("answers in the engine's order, marked, when no model server is there", async () => {
    const bare = await client.query(collection, near);
    const response = await askWith('http://127.0.0.1:9/v1')(collection, {
      ...near,
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
