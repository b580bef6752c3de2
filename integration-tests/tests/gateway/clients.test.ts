import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json as readStream } from 'node:stream/consumers';
import { createCohere } from '@ai-sdk/cohere';
import { createTogetherAI } from '@ai-sdk/togetherai';
import { createVoyage } from '@ai-sdk/voyage';
import { CohereRerank } from '@langchain/cohere';
import { Document } from '@langchain/core/documents';
import { Mixedbread } from '@mixedbread/sdk';
import { rerank } from 'ai';
import { CohereClient, CohereClientV2, CohereError } from 'cohere-ai';
import { beforeAll, expect, test } from 'vitest';
import { VoyageAIClient } from 'voyageai';
import { serveToClients, type ServedToClients } from '../../data/serve-to-clients.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

/** Clients that others wrote, each as its own documentation shows it, only with the gateway's address. */
describeWith('the gateway, asked by clients of others', ['vllm'], ({ vllm }) => {
  let served: ServedToClients;
  beforeAll(async () => {
    served = await serveToClients(vllm);
    return () => served.stop();
  });
  /** The first results: each one's place in the request and its score. */
  const best = (count?: number) =>
    served.order.slice(0, count).map((index, n) => [index, served.scores[n]]);

  test('has an order of its own to be told from', () => {
    const { order, scores } = served;
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBeGreaterThan(10);
  });

  test("Cohere's client of version 2", async () => {
    const { url, key, query, documents } = served;
    const client = new CohereClientV2({ environment: url, token: key });
    const { results } = await client.rerank({ model: 'rerank-v3.5', query, documents, topN: 5 });
    expect(results.map(({ index, relevanceScore }) => [index, relevanceScore])).toEqual(best(5));
    expect(served.takeAsked()).toEqual(['/v2/rerank as cohere-v2']);
  });

  test("Cohere's client of version 1", async () => {
    const { url, key, query, documents, order } = served;
    const client = new CohereClient({ environment: url, token: key });
    const { results } = await client.rerank({
      model: 'rerank-v3.5',
      query,
      documents: documents.map((body, id) => ({ id: `${id}`, body })),
      rankFields: ['body'],
      returnDocuments: true,
    });
    expect(results.map(({ index, relevanceScore }) => [index, relevanceScore])).toEqual(best());
    const texts = results.map(({ document }) => document?.text);
    expect(texts).toEqual(order.map((index) => documents[index]));
    expect(served.takeAsked()).toEqual(['/v1/rerank as cohere-v1']);
  });

  test('Cohere, which reads an error as its own', async () => {
    const { url, key, documents } = served;
    const client = new CohereClientV2({ environment: url, token: key });
    const asking = client.rerank({ model: 'm', query: ' ', documents }, { maxRetries: 0 });
    const error = await asking.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CohereError);
    expect(error).toMatchObject({
      statusCode: 422,
      body: { message: expect.stringContaining('query') as string },
    });
    served.takeAsked();
  });

  test("Voyage's client", async () => {
    const { url, key, query, documents } = served;
    const client = new VoyageAIClient({ environment: `${url}/voyage/v1`, apiKey: key });
    const { data } = await client.rerank({ model: 'lb-reranker', query, documents, topK: 3 });
    expect(data!.map(({ index, relevanceScore }) => [index, relevanceScore])).toEqual(best(3));
    expect(served.takeAsked()).toEqual(['/voyage/v1/rerank as voyage']);
  });

  test("LangChain's CohereRerank", async () => {
    const { url, key, query, documents } = served;
    const client = new CohereClient({ environment: url, token: key });
    const compressor = new CohereRerank({
      // LangChain brings an older version of the client, of which it calls what has stayed the same.
      client: client as never,
      model: 'lb-reranker',
      topN: 4,
    });
    const compressed = await compressor.compressDocuments(
      documents.map((pageContent) => new Document({ pageContent })),
      query,
    );
    const found = compressed.map(({ pageContent, metadata }) => [
      documents.indexOf(pageContent),
      metadata['relevanceScore'] as number,
    ]);
    expect(found).toEqual(best(4));
    expect(served.takeAsked()).toEqual(['/v1/rerank as jina']);
  });

  test.each([
    ['Cohere', 'v2', createCohere, '/v2/rerank as cohere-v2'],
    ['Together AI', 'v1', createTogetherAI, '/v1/rerank as jina'],
    ['Voyage', 'voyage/v1', createVoyage, '/voyage/v1/rerank as voyage'],
  ] as const)("the AI SDK's provider of %s", async (_name, path, create, asked) => {
    const { url, key, query, documents } = served;
    const provider = create({ baseURL: `${url}/${path}`, apiKey: key });
    const model = provider.reranking('lb-reranker');
    const { ranking } = await rerank({ model, query, documents, topN: 6 });
    expect(ranking.map(({ originalIndex, score }) => [originalIndex, score])).toEqual(best(6));
    expect(served.takeAsked()).toEqual([asked]);
  });

  test("the AI SDK's provider of Together AI, with objects for documents", async () => {
    const { url, key, query, documents } = served;
    const model = createTogetherAI({ baseURL: `${url}/v1`, apiKey: key }).reranking('lb-reranker');
    const { ranking } = await rerank({
      model,
      query,
      documents: documents.map((body, id) => ({ id, body })),
      providerOptions: { togetherai: { rankFields: ['body'] } },
    });
    expect(ranking.map(({ originalIndex, score }) => [originalIndex, score])).toEqual(best());
    expect(served.takeAsked()).toEqual(['/v1/rerank as cohere-v1']);
  });

  test("Mixedbread's client", async () => {
    const { url, key, query, documents, order } = served;
    const client = new Mixedbread({ baseURL: url, apiKey: key });
    const { data } = await client.rerank({ query, input: documents, top_k: 5, return_input: true });
    expect(data.map(({ index, score }) => [index, score])).toEqual(best(5));
    const texts = data.map(({ input }) => input);
    expect(texts).toEqual(order.slice(0, 5).map((index) => documents[index]));
    expect(served.takeAsked()).toEqual(['/v1/reranking as mixedbread']);
  });

  test('RAGFlow, by the body of its provider Xinference', async () => {
    const { url, key, query, documents } = served;
    const texts = { return_documents: 'true', return_len: 'true', documents };
    const response = await fetch(`${url}/v1/rerank`, {
      method: 'POST',
      body: JSON.stringify({ model: 'lb-reranker', query, ...texts }),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    expect(readResults(await response.json())).toEqual(best());
    expect(served.takeAsked()).toEqual(['/v1/rerank as jina']);
  });

  test.each([
    ['the password', (key: string) => `lb:${key}`],
    ['a user', (key: string) => key],
  ])('who can set an address only, with the key in it as %s', async (_place, login) => {
    const { url, key, query, documents } = served;
    // `fetch` takes no address with a login; Node's own client makes Basic of it, as Go's does.
    const asking = request(url.replace('//', `//${login(key)}@`).concat('/rerank'), {
      method: 'POST',
    });
    asking.end(JSON.stringify({ query, documents }));
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    expect(readResults(await readStream(response))).toEqual(best());
    expect(served.takeAsked()).toEqual(['/rerank as vllm']);
  });
});

function readResults(answer: unknown): [number, number][] {
  const { results } = answer as { results: { index: number; relevance_score: number }[] };
  return results.map(({ index, relevance_score: score }) => [index, score]);
}
