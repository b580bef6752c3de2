import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { withReranking } from '@lb-rerank/elasticsearch';
import { createApiKey, serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { indexScifactPassages } from '../../data/index-scifact-passages.ts';
import { orderIn32Bits } from '../../expectations/order-in-32-bits.ts';
import { rerankedInEngine } from '../../requests/reranked-in-engine.ts';
import { scifactQueries } from '../../data/scifact-queries.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { startTrial } from '@lb-rerank/test-engines/elasticsearch';

const QUERIES = 20;
const RANK_WINDOW_SIZE = 20;

describeWith('the gateway, asked by Elasticsearch itself', ['elasticsearch', 'vllm'], (urls) => {
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
    queries = await scifactQueries(QUERIES);
    await indexScifactPassages(client, index);
    return async () => {
      const inferenceIds = Object.values(ids);
      await Promise.all(inferenceIds.map((id) => client.inference.delete({ inference_id: id })));
      await client.indices.delete({ index });
      await gateway.stop();
    };
  });

  /** The ids of each query's hits, reranked in the engine by a service of it, and by our wrapper around it. */
  async function ordersWith(inferenceId: string, service: estypes.InferenceInferenceEndpoint) {
    await client.inference.put({
      task_type: 'rerank',
      inference_id: inferenceId,
      inference_config: service,
    });
    const orders = { inEngine: [] as unknown[], around: [] as unknown[] };
    const wrapped = withReranking(client, {
      reranker,
      passage: 'text',
      rankWindowSize: RANK_WINDOW_SIZE,
    });
    for (const query of queries) {
      const inEngine = await client.search(
        rerankedInEngine({ index, text: query, inferenceId, rankWindowSize: RANK_WINDOW_SIZE }),
      );
      const around = await wrapped.search({
        index,
        size: RANK_WINDOW_SIZE,
        query: { match: { text: query } },
        rerank: { query },
      });
      expect(around.rerank).toMatchObject({ outcome: 'reranked', scored: RANK_WINDOW_SIZE });
      orders.inEngine.push(orderIn32Bits(inEngine.hits.hits));
      orders.around.push(orderIn32Bits(around.hits.hits));
    }
    return orders;
  }

  test('by its service "custom", in the order of our wrapper', async () => {
    const { inEngine, around } = await ordersWith(ids.custom, {
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
    });
    expect(inEngine).toEqual(around);
  });

  test('by its service "hugging_face", in the order of our wrapper', async () => {
    const { inEngine, around } = await ordersWith(ids.huggingFace, {
      service: 'hugging_face',
      service_settings: { api_key: key, url: `${gateway.url}/rerank` },
    });
    expect(inEngine).toEqual(around);
  });
});
