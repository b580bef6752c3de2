import { createCohere } from '@ai-sdk/cohere';
import { createTogetherAI } from '@ai-sdk/togetherai';
import { createVoyage } from '@ai-sdk/voyage';
import { CohereRerank } from '@langchain/cohere';
import { BackendConnectionError, createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { serveGateway } from '@lb-rerank/gateway';
import { askLangchain4j } from '@lb-rerank/test-engines/java-clients';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { askPythonClients } from '@lb-rerank/test-engines/python-clients';
import { Mixedbread } from '@mixedbread/sdk';
import { rerank } from 'ai';
import { CohereClient, CohereClientV2 } from 'cohere-ai';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { VoyageAIClient } from 'voyageai';

const query = 'Which fruit?';
const documents = ['A bolt.', 'An apple.', 'A pear.'];
const inRequestOrder = documents.map((_, index) => [index, 0]);
const key = 'none is wanted';

/** All clients must read an answer without a score, which documents get that pass through while the model is away. */
describe('the gateway without its model, asked by clients of others', () => {
  let gateway: Awaited<ReturnType<typeof serveGateway>>;
  beforeAll(async () => {
    const away = new BackendConnectionError({ url: 'http://model' });
    const scorer = fakeScorer(() => Promise.reject(away));
    gateway = await serveGateway({
      reranker: createReranker({ scorer }),
      settings: { port: 0, onFailure: 'passthrough' },
      logger: pino({ enabled: false }),
    });
    return () => gateway.stop();
  });

  test.each([
    ['cohere', 'v2', createCohere],
    ['togetherai', 'v1', createTogetherAI],
    ['voyage', 'voyage/v1', createVoyage],
  ])('@ai-sdk/%s', async (_name, path, create) => {
    const provider = create({ baseURL: `${gateway.url}/${path}`, apiKey: key });
    const model = provider.reranking('lb-reranker');
    const { ranking } = await rerank({ model, query, documents, maxRetries: 0 });
    const found = ranking.map(({ originalIndex, score }) => [originalIndex, score]);
    expect(found).toEqual(inRequestOrder);
  });

  test.each([
    ['1', CohereClient],
    ['2', CohereClientV2],
  ])("cohere-ai's client of version %s", async (_version, Client) => {
    const client = new Client({ environment: gateway.url, token: key });
    const { results } = await client.rerank({ model: 'rerank-v3.5', query, documents });
    const found = results.map(({ index, relevanceScore }) => [index, relevanceScore]);
    expect(found).toEqual(inRequestOrder);
  });

  test('@langchain/cohere', async () => {
    const client = new CohereClient({ environment: gateway.url, token: key });
    const reranker = new CohereRerank({ client: client as never, model: 'lb-reranker' });
    const ranked = await reranker.rerank(documents, query);
    const found = ranked.map(({ index, relevanceScore }) => [index, relevanceScore]);
    expect(found).toEqual(inRequestOrder);
  });

  test('voyageai', async () => {
    const client = new VoyageAIClient({ environment: `${gateway.url}/voyage/v1`, apiKey: key });
    const { data } = await client.rerank({ model: 'lb-reranker', query, documents });
    const found = data!.map(({ index, relevanceScore }) => [index, relevanceScore]);
    expect(found).toEqual(inRequestOrder);
  });

  test('@mixedbread/sdk', async () => {
    const client = new Mixedbread({ baseURL: gateway.url, apiKey: key });
    const { data } = await client.rerank({ query, input: documents });
    expect(data.map(({ index, score }) => [index, score])).toEqual(inRequestOrder);
  });

  describeWith('from Java', ['java clients'], (needs) => {
    test('langchain4j', async () => {
      const baseUrl = `${gateway.url}/v1/`;
      const request = { baseUrl, key, model: 'lb-reranker', query, documents };
      expect(await askLangchain4j(needs['java clients'], request)).toEqual([0, 0, 0]);
    });
  });

  describeWith('from Python', ['python clients'], (needs) => {
    test('every client', async () => {
      const request = { url: gateway.url, key, query, documents };
      const answers = await askPythonClients(needs['python clients'], request);
      expect(Object.keys(answers)).toContain('xinference-client');
      const expected = Object.keys(answers).map((client) => [client, inRequestOrder] as const);
      expect(answers).toEqual(Object.fromEntries(expected));
    });
  });
});
