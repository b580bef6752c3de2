import { askLangchain4j } from '@lb-rerank/test-engines/java-clients';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { beforeAll, expect, test } from 'vitest';
import { serveToClients, type ServedToClients } from '../../data/serve-to-clients.ts';

describeWith('the gateway, asked from Java', ['vllm', 'java clients'], (needs) => {
  let served: ServedToClients;
  beforeAll(async () => {
    served = await serveToClients(needs.vllm);
    return () => served.stop();
  });

  test.each([
    ['v1/', 'lb-reranker', '/v1/rerank as jina'],
    ['v1/', 'rerank-english-v3.0', '/v1/rerank as cohere-v1'],
    ['v2/', 'lb-reranker', '/v2/rerank as cohere-v2'],
  ])("langchain4j's client of Cohere on %s, for the model %s", async (path, model, asked) => {
    const { url, key, query, documents, order, scores } = served;
    const request = { baseUrl: `${url}/${path}`, key, model, query, documents };
    const found = await askLangchain4j(needs['java clients'], request);
    expect(found).toEqual(documents.map((_, index) => scores[order.indexOf(index)]));
    expect(served.takeAsked()).toEqual([asked]);
  });
});
