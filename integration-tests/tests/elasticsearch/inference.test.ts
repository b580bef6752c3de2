import { Client } from '@elastic/elasticsearch';
import { createReranker, type Reranker } from '@lb-rerank/core';
import { createInferenceEndpoint, withReranking } from '@lb-rerank/elasticsearch';
import { createApiKey, type ServedGateway, serveGateway } from '@lb-rerank/gateway';
import { createLocalScorer, type LocalScorer } from '@lb-rerank/local';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { indexScifactPassages } from '../../data/index-scifact-passages.ts';
import { orderIn32Bits } from '../../expectations/order-in-32-bits.ts';
import { rerankedInEngine } from '../../requests/reranked-in-engine.ts';
import { scifactQueries } from '../../data/scifact-queries.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { startTrial } from '@lb-rerank/test-engines/elasticsearch';

const QUERIES = 6;
const RANK_WINDOW_SIZE = 40;

describeWith(
  'text_similarity_reranker through our gateway',
  ['elasticsearch'],
  ({ elasticsearch }) => {
    const client = new Client({ node: elasticsearch });
    const index = `inference-${process.pid}`;
    const inferenceId = `lb-rerank-${process.pid}`;
    const { key, entry } = createApiKey('elasticsearch');
    let scorer: LocalScorer;
    let reranker: Reranker;
    let gateway: ServedGateway;
    let queries: string[];

    beforeAll(async () => {
      await startTrial(client);
      scorer = await createLocalScorer();
      reranker = createReranker({ scorer, deadlineMs: Infinity });
      gateway = await serveGateway({
        reranker,
        settings: { port: 0, keys: [entry] },
        logger: pino({ level: 'silent' }),
      });
      queries = await scifactQueries(QUERIES);
      await indexScifactPassages(client, index);
      return async () => {
        await client.inference.delete({ inference_id: inferenceId });
        await client.indices.delete({ index });
        await gateway.stop();
        await scorer[Symbol.asyncDispose]();
      };
    });

    const inside = (text: string) =>
      rerankedInEngine({ index, text, inferenceId, rankWindowSize: RANK_WINDOW_SIZE });
    const outside = (text: string) =>
      withReranking(client, { reranker, passage: 'text', rankWindowSize: RANK_WINDOW_SIZE }).search(
        {
          index,
          size: RANK_WINDOW_SIZE,
          query: { match: { text } },
        },
      );

    test('is registered once, unless it is to take the place of another', async () => {
      const options = { url: gateway.url, inferenceId, apiKey: key };
      const { service, task_type: task } = await createInferenceEndpoint(client, options);
      expect({ service, task }).toEqual({ service: 'custom', task: 'rerank' });
      const again = createInferenceEndpoint(client, options);
      await expect(again).rejects.toThrow('resource_already_exists_exception');
      await createInferenceEndpoint(client, { ...options, replace: true });
    });

    test(`orders ${QUERIES} SciFact queries as the wrapped client does`, async () => {
      for (const text of queries) {
        // One after the other, as searches of one user come.
        const [within, wrapped] = [await client.search(inside(text)), await outside(text)];
        expect(wrapped.rerank).toMatchObject({ outcome: 'reranked', scored: RANK_WINDOW_SIZE });
        expect(within.hits.total).toEqual(wrapped.hits.total);
        expect(orderIn32Bits(within.hits.hits)).toEqual(orderIn32Bits(wrapped.hits.hits));
        for (const [n, { _rerank }] of wrapped.hits.hits.entries()) {
          expect(within.hits.hits[n]!._score).toBeCloseTo(_rerank!.relevance_score! + 1, 6);
        }
      }
    });

    test('fails a search where the wrapped client falls back', async () => {
      await gateway.stop();
      const down = withReranking(client, {
        reranker: createReranker({
          scorer: { modelId: 'down', score: () => Promise.reject(new Error('down')) },
          resilience: { retries: 0 },
        }),
        passage: 'text',
      });
      const [text = ''] = queries;
      const reason = expect.stringContaining('Failed to send Custom request') as string;
      await expect(client.search(inside(text))).rejects.toMatchObject({
        // The message itself is the same for whatever the retriever fails of.
        meta: { body: { error: { suppressed: [{ caused_by: { reason } }] } } },
      });
      const { hits, rerank } = await down.search({ index, query: { match: { text } } });
      expect(rerank.outcome).toBe('fallback');
      expect(hits.hits).toHaveLength(10);
    });
  },
);
