import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Client } from '@elastic/elasticsearch';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { withReranking } from '@lb-rerank/elasticsearch';
import { type CorpusDocument, openBeirCollection, passageOf } from '@lb-rerank/evaluation';
import { createApiKey, serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithEngines } from '../engines/describe-with-engines.ts';
import { elasticsearch } from '../engines/elasticsearch.ts';
import type { Engine } from '../engines/engine.ts';
import { resolveEngine } from '../engines/resolve-engine.ts';

const SCIFACT = join(import.meta.dirname, '../../tools/datasets/scifact');
const QUERIES = 20;
const WINDOW = 20;

describeWithEngines('the gateway, asked by Elasticsearch itself', ['vllm'], ({ vllm }) => {
  const reranker = createReranker({
    scorer: createVllmScorer({ baseURL: `${vllm}/v1`, model: 'lb-reranker' }),
  });
  const { key, entry } = createApiKey('elasticsearch');
  const index = 'scifact';
  let engine: Engine;
  let client: Client;
  let gateway: ServedGateway;
  let queries: string[];

  beforeAll(async () => {
    // The inference services want a trial licence, which is not for us to start on anyone's server.
    engine = await resolveEngine(elasticsearch({ license: 'trial', dedicated: true }));
    client = new Client({ node: engine.url });
    gateway = await serveGateway({
      reranker,
      settings: { port: 0, keys: [entry] },
      logger: pino({ enabled: false }),
    });
    const collection = await openBeirCollection(SCIFACT, 'test');
    queries = [...collection.queries.values()].slice(0, QUERIES);
    await client.helpers.bulk<CorpusDocument>({
      datasource: Readable.from(collection.documents()),
      refreshOnCompletion: index,
      onDocument: (document) => [
        { index: { _index: index, _id: document.id } },
        { text: passageOf(document) },
      ],
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await engine?.stop();
  });

  /** The ids of each query's hits, reranked in the engine, and by our wrapper around it. */
  async function ordersWith(inferenceId: string) {
    const orders = { inEngine: [] as unknown[], around: [] as unknown[] };
    const wrapped = withReranking(client, { reranker, passage: 'text', rankWindowSize: WINDOW });
    for (const query of queries) {
      const bare = { query: { match: { text: query } } };
      const inEngine = await client.search({
        index,
        size: WINDOW,
        retriever: {
          text_similarity_reranker: {
            retriever: { standard: bare },
            field: 'text',
            inference_id: inferenceId,
            inference_text: query,
            rank_window_size: WINDOW,
          },
        },
      });
      const around = await wrapped.search({ index, size: WINDOW, ...bare, rerank: { query } });
      expect(around.rerank).toMatchObject({ outcome: 'reranked', scored: WINDOW });
      orders.inEngine.push(inEngine.hits.hits.map(({ _id }) => _id));
      orders.around.push(around.hits.hits.map(({ _id }) => _id));
    }
    return orders;
  }

  test('by its service "custom", in the order of our wrapper', async () => {
    await client.inference.put({
      task_type: 'rerank',
      inference_id: 'through-custom',
      inference_config: {
        service: 'custom',
        service_settings: {
          secret_parameters: { api_key: key },
          url: `${gateway.url}/v2/rerank`,
          headers: { authorization: 'Bearer ${api_key}', 'content-type': 'application/json' },
          request: '{"query": ${query}, "documents": ${input}}',
          response: {
            json_parser: {
              reranked_index: '$.results[*].index',
              relevance_score: '$.results[*].relevance_score',
            },
          },
        },
      },
    });
    const { inEngine, around } = await ordersWith('through-custom');
    expect(inEngine).toEqual(around);
  });

  test('by its service "hugging_face", in the order of our wrapper', async () => {
    await client.inference.put({
      task_type: 'rerank',
      inference_id: 'through-hugging-face',
      inference_config: {
        service: 'hugging_face',
        service_settings: { api_key: key, url: `${gateway.url}/rerank` },
      },
    });
    const { inEngine, around } = await ordersWith('through-hugging-face');
    expect(inEngine).toEqual(around);
  });
});
