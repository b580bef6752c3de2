import { Client } from '@elastic/elasticsearch';
import { QdrantClient } from '@qdrant/js-client-rest';
import OpenAI from 'openai';
import { expect, test } from 'vitest';

import { describeWith } from '@lb-rerank/test-engines/needs';
import { computeReferenceProbabilities } from '@lb-rerank/test-engines/vllm';

const LEVELS = ['1', '2', '3', '4', '5', '6', '7'];

describeWith('Elasticsearch', ['elasticsearch'], ({ elasticsearch }) => {
  test('finds a document that was indexed', async () => {
    const client = new Client({ node: elasticsearch });
    const index = `engines-${process.pid}`;
    await client.bulk({
      refresh: true,
      operations: [
        { index: { _index: index, _id: 'apple' } },
        { text: 'An apple is a round, edible fruit.' },
        { index: { _index: index, _id: 'root' } },
        { text: 'The square root of 4 is 2.' },
      ],
    });

    const response = await client.search({ index, query: { match: { text: 'apple' } } });

    expect(response.hits.hits.map((hit) => hit._id)).toEqual(['apple']);
    await client.indices.delete({ index });
  });
});

describeWith('Qdrant', ['qdrant'], ({ qdrant }) => {
  test('answers a hybrid query in the order of its engine', async () => {
    const client = new QdrantClient({ url: qdrant });
    const collection = `engines-${process.pid}`;
    await client.createCollection(collection, {
      vectors: { dense: { size: 2, distance: 'Cosine' } },
      sparse_vectors: { sparse: {} },
    });
    await client.upsert(collection, {
      wait: true,
      points: [
        { id: 1, vector: { dense: [1, 0] }, payload: { text: 'one' } },
        { id: 2, vector: { dense: [1, 1], sparse: { indices: [7], values: [1] } } },
        { id: 3, vector: { dense: [0, 1], sparse: { indices: [7], values: [0.5] } } },
      ],
    });

    const nearest = await client.query(collection, {
      query: [1, 0],
      using: 'dense',
      limit: 2,
      with_payload: true,
    });
    const hybrid = await client.query(collection, {
      prefetch: [
        { query: [1, 0], using: 'dense' },
        { query: { indices: [7], values: [1] }, using: 'sparse' },
      ],
      query: { fusion: 'rrf' },
    });

    expect(nearest.points).toMatchObject([
      { id: 1, score: 1, payload: { text: 'one' } },
      { id: 2 },
    ]);
    expect(hybrid.points.map(({ id }) => id)).toEqual([2, 3, 1]);
    await client.deleteCollection(collection);
  });

  test('says what is wrong in the words of Qdrant', async () => {
    const client = new QdrantClient({ url: qdrant });

    await expect(client.getCollection('absent')).rejects.toMatchObject({
      status: 404,
      data: { status: { error: "Not found: Collection `absent` doesn't exist!" } },
    });
  });
});

describeWith('vLLM', ['vllm', 'vllm python'], ({ vllm }) => {
  test('gives the seven levels the probabilities that transformers computes', async () => {
    const pair = {
      query: 'What is the scientific name of apples?',
      passage: 'An apple is a round, edible fruit produced by an apple tree (Malus domestica).',
    };
    const client = new OpenAI({ baseURL: `${vllm}/v1`, apiKey: 'none' });

    const completion = await client.chat.completions.create({
      model: 'lb-reranker',
      messages: [
        {
          role: 'system',
          content:
            'Given a query and a piece of text, output a score of 1-7 based on how related the query is to the text. 1 means least related and 7 is most related.',
        },
        { role: 'user', content: `<<<Query>>>\n${pair.query}\n\n<<<Context>>>\n${pair.passage}` },
      ],
      max_tokens: 1,
      temperature: 0,
      logprobs: true,
      top_logprobs: 14,
    });

    const candidates = completion.choices[0]?.logprobs?.content?.[0]?.top_logprobs ?? [];
    const served = LEVELS.map((level) => {
      const candidate = candidates.find(({ token }) => token === level);
      return candidate === undefined ? 0 : Math.exp(candidate.logprob);
    });
    const [reference = []] = await computeReferenceProbabilities([pair]);
    expect(served).toHaveLength(7);
    for (const [index, probability] of reference.entries()) {
      expect(served[index]).toBeCloseTo(probability, 4);
    }
    expect(reference.reduce((sum, probability) => sum + probability, 0)).toBeGreaterThan(0.5);
  }, 180_000);
});
