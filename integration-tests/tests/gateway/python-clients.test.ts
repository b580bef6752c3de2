import { describeWith } from '@lb-rerank/test-engines/needs';
import { askPythonClients } from '@lb-rerank/test-engines/python-clients';
import { beforeAll, expect, test } from 'vitest';
import { serveToClients } from '../../data/serve-to-clients.ts';

describeWith('the gateway, asked from Python', ['vllm', 'python clients'], (needs) => {
  let answers: Awaited<ReturnType<typeof askPythonClients>>;
  let expected: [number, number][];
  let asked: string[];

  beforeAll(async () => {
    const served = await serveToClients(needs.vllm);
    const { url, key, query, documents, order, scores } = served;
    expected = order.map((index, n) => [index, scores[n]!]);
    answers = await askPythonClients(needs['python clients'], { url, key, query, documents });
    asked = served.takeAsked();
    await served.stop();
  });

  const rows = [
    ['litellm cohere/rerank-v3.5', '/v2/rerank as cohere-v2'],
    ['litellm jina_ai/jina-reranker-v2', '/v1/rerank as jina'],
    ['litellm voyage/rerank-2.5', '/v1/rerank as voyage'],
    ['litellm infinity/lb-reranker', '/infinity/rerank as infinity'],
    ['litellm hosted_vllm/lb-reranker', '/rerank as vllm'],
    ['litellm huggingface/lb-reranker', '/rerank as tei'],
    ['rerankers cohere', '/v1/rerank as cohere-v1'],
    ['rerankers jina', '/v1/rerank as jina'],
    ['rerankers voyage', '/v1/rerank as voyage'],
    ['rerankers text-embeddings-inference', '/rerank as tei'],
    ['infinity_client', '/infinity/rerank as infinity'],
    ['xinference-client', '/v1/rerank as jina'],
    ['milvus-lite', '/v2/rerank as cohere-v2'],
  ] as const;

  test('each once, in this order', () => {
    expect(Object.keys(answers)).toEqual(rows.map(([client]) => client));
    expect(asked).toHaveLength(rows.length);
    const order = expected.map(([index]) => index);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  });

  test.each(rows)('%s, which asks %s', (client, dialect) => {
    expect(asked[Object.keys(answers).indexOf(client)]).toBe(dialect);
    // Milvus keeps scores in 32 bits.
    const keep = client === 'milvus-lite' ? Math.fround : Number;
    expect(answers[client]).toEqual(expected.map(([index, score]) => [index, keep(score)]));
  });
});
