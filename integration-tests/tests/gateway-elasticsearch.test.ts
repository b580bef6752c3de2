import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Client } from '@elastic/elasticsearch';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { withReranking } from '@lb-rerank/elasticsearch';
import { type CorpusDocument, openBeirCollection, passageOf } from '@lb-rerank/evaluation';
import { createApiKey, serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderIn32Bits } from '../collections/order-in-32-bits.ts';
import { describeWithEngines } from '../engines/describe-with-engines.ts';
import { startTrial } from '../engines/elasticsearch/start-trial.ts';

const SCIFACT = join(import.meta.dirname, '../../tools/datasets/scifact');
const QUERIES = 20;
const WINDOW = 20;

describeWithEngines(
  'the gateway, asked by Elasticsearch itself',
  ['elasticsearch', 'vllm'],
  (urls) => {
    const reranker = createReranker({
      scorer: createVllmScorer({ baseURL: `${urls.vllm}/v1`, model: 'lb-reranker' }),
    });
    const { key, entry } = createApiKey('elasticsearch');
    const client = new Client({ node: urls.elasticsearch });
    const index = `gateway-${process.pid}`;
    const ids = { custom: `custom-${process.pid}`, huggingFace: `hugging-face-${process.pid}` };
    let gateway: ServedGateway;
    let queries: string[];

    beforeAll(async () => {
      // Inference is not part of the basic licence.
      await startTrial(client);
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
      const inferenceIds = Object.values(ids);
      await Promise.all(inferenceIds.map((id) => client.inference.delete({ inference_id: id })));
      await client.indices.delete({ index });
      await gateway.stop();
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
        orders.inEngine.push(orderIn32Bits(inEngine.hits.hits));
        orders.around.push(orderIn32Bits(around.hits.hits));
      }
      return orders;
    }

    test('by its service "custom", in the order of our wrapper', async () => {
      await client.inference.put({
        task_type: 'rerank',
        inference_id: ids.custom,
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
      const { inEngine, around } = await ordersWith(ids.custom);
      expect(inEngine).toEqual(around);
    });

    test('by its service "hugging_face", in the order of our wrapper', async () => {
      await client.inference.put({
        task_type: 'rerank',
        inference_id: ids.huggingFace,
        inference_config: {
          service: 'hugging_face',
          service_settings: { api_key: key, url: `${gateway.url}/rerank` },
        },
      });
      const { inEngine, around } = await ordersWith(ids.huggingFace);
      expect(inEngine).toEqual(around);
    });
  },
);
