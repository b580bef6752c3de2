import { createCohere } from '@ai-sdk/cohere';
import { CohereRerank } from '@langchain/cohere';
import { Document } from '@langchain/core/documents';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import { rerank } from 'ai';
import { CohereClient, CohereClientV2, CohereError } from 'cohere-ai';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { VoyageAIClient } from 'voyageai';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { askPythonClients } from '@lb-rerank/test-engines/python-clients';
import { describeWith } from '@lb-rerank/test-engines/needs';

const query = 'Which cells take part in immunity against bacteria?';

/** Clients that others wrote, each as its own documentation shows it, only with the gateway's address. */
describeWith('the gateway, asked by clients of others', ['vllm'], ({ vllm }) => {
  const reranker = createReranker({
    scorer: createVllmScorer({ baseURL: `${vllm}/v1`, model: 'lb-reranker' }),
  });
  let gateway: ServedGateway;
  let documents: string[];
  /** Our own library's answer: positions, best first, and each one's score. */
  let order: number[];
  let scores: number[];

  beforeAll(async () => {
    const logger = pino({ enabled: false });
    gateway = await serveGateway({ reranker, settings: { port: 0 }, logger });
    documents = (await scifactDocuments(20)).map(({ title, text }) => `${title} ${text}`);
    const { results } = await reranker.rerank({
      query,
      candidates: documents.map((document) => ({ document, passage: document })),
    });
    order = results.map(({ index }) => index);
    scores = results.map(({ relevanceScore }) => relevanceScore!);
    return () => gateway.stop();
  });

  test('has an order of its own to be told from', () => {
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBeGreaterThan(10);
  });

  test('Cohere, version 2 and version 1', async () => {
    const options = { environment: gateway.url, token: 'none' };
    const model = 'rerank-v3.5';
    const v2 = await new CohereClientV2(options).rerank({ model, query, documents, topN: 5 });
    expect(v2.results.map(({ index }) => index)).toEqual(order.slice(0, 5));
    expect(v2.results.map(({ relevanceScore }) => relevanceScore)).toEqual(scores.slice(0, 5));

    const v1 = await new CohereClient(options).rerank({
      model,
      query,
      documents: documents.map((body, id) => ({ id: `${id}`, body })),
      rankFields: ['body'],
      returnDocuments: true,
    });
    expect(v1.results.map(({ index }) => index)).toEqual(order);
    expect(v1.results.map(({ document }) => document?.text)).toEqual(
      order.map((index) => documents[index]),
    );
  });

  test('Cohere, which reads an error as its own', async () => {
    const client = new CohereClientV2({ environment: gateway.url, token: 'none' });
    const asking = client.rerank({ model: 'm', query: ' ', documents }, { maxRetries: 0 });
    const error = await asking.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CohereError);
    expect(error).toMatchObject({
      statusCode: 422,
      body: { message: expect.stringContaining('query') as string },
    });
  });

  test('Voyage', async () => {
    const client = new VoyageAIClient({ environment: `${gateway.url}/v1`, apiKey: 'none' });
    const { data } = await client.rerank({ model: 'rerank-2.5', query, documents, topK: 3 });
    expect(data!.map(({ index }) => index)).toEqual(order.slice(0, 3));
    expect(data!.map(({ relevanceScore }) => relevanceScore)).toEqual(scores.slice(0, 3));
  });

  test("LangChain's CohereRerank", async () => {
    const client = new CohereClient({ environment: gateway.url, token: 'none' });
    const compressor = new CohereRerank({
      // LangChain brings an older version of the client, of which it calls what has stayed the same.
      client: client as never,
      model: 'rerank-v3.5',
      topN: 4,
    });
    const compressed = await compressor.compressDocuments(
      documents.map((pageContent) => new Document({ pageContent })),
      query,
    );
    expect(compressed.map(({ pageContent }) => documents.indexOf(pageContent))).toEqual(
      order.slice(0, 4),
    );
    expect(compressed.map(({ metadata }) => metadata['relevanceScore'] as number)).toEqual(
      scores.slice(0, 4),
    );
  });

  test("the AI SDK's Cohere provider", async () => {
    const cohere = createCohere({ baseURL: `${gateway.url}/v2`, apiKey: 'none' });
    const { ranking } = await rerank({
      model: cohere.reranking('rerank-v3.5'),
      query,
      documents,
      topN: 6,
    });
    expect(ranking.map(({ originalIndex }) => originalIndex)).toEqual(order.slice(0, 6));
    expect(ranking.map(({ score }) => score)).toEqual(scores.slice(0, 6));
  });

  describeWith('from Python', ['python clients'], ({ 'python clients': python }) => {
    test('LiteLLM and rerankers', async () => {
      const answers = await askPythonClients(python, { url: gateway.url, query, documents });
      expect(Object.keys(answers)).toHaveLength(10);
      const expected = order.map((index, n) => [index, scores[n]]);
      for (const answer of Object.values(answers)) expect(answer).toEqual(expected);
    });
  });
});
