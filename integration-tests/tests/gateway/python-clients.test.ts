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
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expected = order.map((index, n) => [index, scores[n]!]);
    answers = await askPythonClients(needs['python clients'], { url, key, query, documents });
    asked = served.takeAsked();
    await served.stop();
  });

  test.each([
    'litellm cohere/rerank-v3.5',
    'litellm jina_ai/jina-reranker-v2',
    'litellm voyage/rerank-2.5',
    'litellm infinity/lb-reranker',
    'litellm hosted_vllm/lb-reranker',
    'litellm huggingface/lb-reranker',
    'rerankers cohere',
    'rerankers jina',
    'rerankers voyage',
    'rerankers text-embeddings-inference',
    'infinity_client',
    'xinference-client',
  ])('%s', (client) => {
    expect(answers[client]).toEqual(expected);
  });

  test('milvus-lite, by its provider cohere, which keeps scores in 32 bits', () => {
    const in32Bits = expected.map(([index, score]) => [index, Math.fround(score)]);
    expect(answers['milvus-lite']).toEqual(in32Bits);
  });

  test('all of them in the dialects that they speak', () => {
    expect(asked.toSorted()).toEqual([
      '/infinity/rerank as infinity',
      '/rerank as tei',
      '/rerank as vllm',
      '/v1/rerank as cohere-v1',
      '/v1/rerank as jina',
      '/v1/rerank as voyage',
      '/v2/rerank as cohere-v2',
    ]);
  });
});
