import { setTimeout as delay } from 'node:timers/promises';
import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker, type ScoreRequest } from '@lb-rerank/core';
import { fakeScorer, sendJson, serveFaults } from '@lb-rerank/core/testing';
import { createInferenceEndpoint, withReranking } from '@lb-rerank/elasticsearch';
import { serveGateway } from '@lb-rerank/gateway';
import { startTrial } from '@lb-rerank/test-engines/elasticsearch';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { rerankedInEngine } from '../../requests/reranked-in-engine.ts';

const DOCUMENTS = {
  plain: { title: 'apple', text: 'plain' },
  good: { title: 'apple pie', text: 'good' },
  several: { title: 'apple pie pan', text: ['plain too', 'best'] },
  none: { title: 'apple pie pan lid' },
  pear: { title: 'pear' },
};
const levelOf = (passage: string) => (/best/.test(passage) ? 7 : /good/.test(passage) ? 5 : 2);

describeWith(
  'what a text_similarity_reranker does otherwise than the wrapped client',
  ['elasticsearch'],
  ({ elasticsearch }) => {
    const bare = new Client({ node: elasticsearch });
    const index = `inference-differences-${process.pid}`;
    const inferenceId = index;

    beforeAll(async () => {
      await startTrial(bare);
      const operations = Object.entries(DOCUMENTS).flatMap(([id, document]) => [
        { index: { _index: index, _id: id } },
        document,
      ]);
      await bare.bulk({ refresh: true, operations });
      return () => bare.indices.delete({ index });
    });

    const queryOf = (title: string) => ({ match: { title } });
    /** A search that Elasticsearch reranks; `extra` stands in the retriever. */
    const inside = (title: string, extra: object = {}, text = title) => {
      const { retriever } = rerankedInEngine({ index, text, inferenceId, rankWindowSize: 10 });
      const reranker = {
        ...retriever!.text_similarity_reranker!,
        retriever: { standard: { query: queryOf(title) } },
        ...extra,
      };
      return bare.search({ index, retriever: { text_similarity_reranker: reranker } });
    };
    const idsOf = ({ hits }: estypes.SearchResponse) => hits.hits.map(({ _id }) => _id);

    describe('through a gateway', () => {
      const reranker = createReranker({ scorer: fakeScorer(levelOf) });
      const outside = withReranking(bare, { reranker, passage: 'text' });

      beforeAll(async () => {
        const logger = pino({ level: 'silent' });
        const gateway = await serveGateway({ reranker, settings: { port: 0 }, logger });
        await createInferenceEndpoint(bare, { url: gateway.url, inferenceId });
        return async () => {
          await bare.inference.delete({ inference_id: inferenceId });
          await gateway.stop();
        };
      });

      test('loses a hit without the field, and reads the first of several values', async () => {
        const within = await inside('apple');
        expect(idsOf(within)).toEqual(['good', 'plain', 'several']);
        expect(within.hits.total).toMatchObject({ value: 4 });
        const filter = { exists: { field: 'text' } };
        const query = { bool: { must: queryOf('apple'), filter } };
        const filtered = await inside('apple', { retriever: { standard: { query } } });
        expect(filtered.hits.total).toMatchObject({ value: 3 });

        const wrapped = await outside.search({ index, query: queryOf('apple') });
        expect(idsOf(wrapped)).toEqual(['several', 'good', 'plain', 'none']);
        expect(wrapped.hits.total).toMatchObject({ value: 4 });
        expect(wrapped.rerank).toMatchObject({ outcome: 'reranked', scored: 3 });
      });

      test('has no hits where none has the field', async () => {
        const within = await inside('pear');
        expect(within.hits).toMatchObject({ total: { value: 1 }, hits: [] });

        const wrapped = await outside.search({ index, query: queryOf('pear') });
        expect(idsOf(wrapped)).toEqual(['pear']);
        expect(wrapped.rerank).toMatchObject({ outcome: 'unscored' });
      });
    });

    test('fails a search as soon as the deadline of its gateway has passed', async () => {
      const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
      const prompt = fakeScorer(levelOf);
      const score = async (request: ScoreRequest) => {
        // The endpoint is tried once when it is registered.
        if (request.query !== 'apple') return prompt.score(request);
        request.signal?.addEventListener('abort', () => stop());
        return delay(20_000, [], { signal: request.signal });
      };
      const slow = createReranker({ scorer: { modelId: 'slow', score } });
      const logger = pino({ level: 'silent' });
      const gateway = await serveGateway({ reranker: slow, settings: { port: 0 }, logger });
      await createInferenceEndpoint(bare, { url: gateway.url, inferenceId, deadlineMs: 200 });
      try {
        await expect(inside('apple')).rejects.toMatchObject({ statusCode: 400 });
        await stopped;
      } finally {
        await bare.inference.delete({ inference_id: inferenceId });
        await gateway.stop();
      }
    });

    describe('of a server that answers with the status in the query', () => {
      let server: Awaited<ReturnType<typeof serveFaults>>;

      beforeAll(async () => {
        const answer = { results: [{ index: 0, relevance_score: 1 }] };
        server = await serveFaults(async ({ body, response }) => {
          const { query } = body as { query: string };
          if (query === 'late') await delay(1000);
          sendJson(response, answer, /^\d+$/.test(query) ? Number(query) : 200);
        });
        await createInferenceEndpoint(bare, { url: `${server.baseURL}/rerank`, inferenceId });
        return async () => {
          await bare.inference.delete({ inference_id: inferenceId });
          await server[Symbol.asyncDispose]();
        };
      });

      test.each([
        { answered: 401, status: 401, asked: 1 },
        { answered: 413, status: 413, asked: 1 },
        { answered: 422, status: 422, asked: 1 },
        { answered: 429, status: 429, asked: 3 },
        { answered: 500, status: 400, asked: 1 },
        { answered: 502, status: 400, asked: 1 },
        { answered: 503, status: 400, asked: 1 },
        { answered: 504, status: 400, asked: 1 },
      ])(
        'fails a search with $status, asking $asked times, for $answered',
        async ({ answered, status, asked }) => {
          server.requests.splice(0);
          const failing = inside('apple', {}, String(answered));
          await expect(failing).rejects.toMatchObject({ statusCode: status });
          expect(server.requests).toHaveLength(asked);
        },
      );

      test('answers 429 when its time is over', async () => {
        const late = bare.inference.rerank({
          inference_id: inferenceId,
          query: 'late',
          input: ['apple'],
          timeout: '200ms',
        });
        await expect(late).rejects.toMatchObject({
          statusCode: 429,
          message: expect.stringContaining('Request timed out after [200ms]') as string,
        });
      });

      test('keeps a search alive by allow_rerank_failures, with scores of 1 / rank', async () => {
        const allowed = (extra: object = {}) =>
          inside('apple', { allow_rerank_failures: true, ...extra }, '503');
        const { hits } = await allowed();
        expect(hits.hits).toMatchObject([
          { _id: 'plain', _score: 1 },
          { _id: 'good', _score: 1 / 2 },
          { _id: 'several', _score: expect.closeTo(1 / 3, 6) as number },
          { _id: 'none', _score: 1 / 4 },
        ]);
        expect(idsOf(await allowed({ min_score: 0.6 }))).toEqual(['plain']);
        expect(idsOf(await allowed({ min_score: 1.5 }))).toEqual([]);
      });
    });
  },
);
