import KeyvRedis from '@keyv/redis';
import {
  createMemoryCache,
  createReranker,
  createTieredCache,
  createVllmScorer,
  type LevelProbabilities,
  type ScoreCache,
} from '@lb-rerank/core';
import { serveGateway } from '@lb-rerank/gateway';
import { Keyv } from 'keyv';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { countPrompts } from '../../expectations/count-prompts.ts';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { zipfDraws } from '@lb-rerank/test-engines/workload';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { redis } from '@lb-rerank/test-engines/redis';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';

const CLIENTS = 32;
const REQUESTS_A_CLIENT = 25;
const QUERIES = 100;
const DOCUMENTS_A_QUERY = 5;

describeWith('the cache behind the gateway', ['vllm'], ({ vllm }) => {
  let texts: string[];

  beforeAll(async () => {
    const documents = await scifactDocuments(QUERIES + DOCUMENTS_A_QUERY);
    texts = documents.map(({ title, text }) => `${title} ${text}`.slice(0, 300));
  });

  /** A gateway of its own process as far as anything is shared, and the prompts that it sent to the model. */
  async function gatewayWith(cache: ScoreCache) {
    const prompts: string[] = [];
    const scorer = createVllmScorer({
      baseURL: `${vllm}/v1`,
      model: 'lb-reranker',
      fetch: countPrompts(prompts),
    });
    const reranker = createReranker({ scorer, cache });
    const logger = pino({ enabled: false });
    const gateway = await serveGateway({ reranker, settings: { port: 0 }, logger });
    // The scorer first finds out what the server can do, by prompts of its own.
    expect(await (await fetch(`${gateway.url}/ready`)).json()).toEqual({ status: 'ready' });
    prompts.length = 0;
    return { gateway, prompts, [Symbol.asyncDispose]: () => gateway.stop() };
  }

  /** Makes the request of a query for documents of its own, some of which its neighbours ask for too. */
  function requestOf(draw: number) {
    return {
      query: `Claim ${draw}: ${texts[draw]!.slice(0, 60)}`,
      documents: texts.slice(draw, draw + DOCUMENTS_A_QUERY),
    };
  }

  async function ask(url: string, draw: number) {
    const body = JSON.stringify(requestOf(draw));
    const response = await fetch(`${url}/v2/rerank`, { method: 'POST', body });
    expect(response.headers.get('x-rerank-outcome')).toBe('reranked');
    const { results } = (await response.json()) as { results: { relevance_score: number }[] };
    return results;
  }

  test('sends each distinct pair to the model once, whatever 32 clients ask for at once', async () => {
    await using place = await gatewayWith(createMemoryCache());
    const draws = zipfDraws(QUERIES, CLIENTS * REQUESTS_A_CLIENT, 42);
    const firstOf = new Map<number, unknown>();
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let n = client; n < draws.length; n += CLIENTS) {
          const results = await ask(place.gateway.url, draws[n]!);
          if (!firstOf.has(draws[n]!)) firstOf.set(draws[n]!, results);
          expect(results).toEqual(firstOf.get(draws[n]!));
        }
      }),
    );
    const distinct = new Set(draws).size * DOCUMENTS_A_QUERY;
    expect(draws.length * DOCUMENTS_A_QUERY).toBeGreaterThan(5 * distinct);
    expect(new Set(place.prompts).size).toBe(distinct);
    expect(place.prompts).toHaveLength(distinct);
  });

  describeWith('on Redis', ['redis'], () => {
    test('is shared by gateways that share nothing else, and missed by none', async () => {
      const engine = await resolveEngine(redis());
      const namespace = `lb-rerank-test-${process.pid}`;
      const connections: KeyvRedis<LevelProbabilities>[] = [];
      const cacheOnRedis = () => {
        const connection = new KeyvRedis<LevelProbabilities>(engine.url);
        const store = new Keyv<LevelProbabilities>(connection, { namespace });
        // An error that nobody listens to would end the process.
        store.on('error', () => {});
        connections.push(connection);
        return createTieredCache({ memory: createMemoryCache(), store, lookupTimeoutMs: 1000 });
      };
      try {
        await using first = await gatewayWith(cacheOnRedis());
        await using second = await gatewayWith(cacheOnRedis());
        const ofFirst = await ask(first.gateway.url, 0);
        expect(await ask(second.gateway.url, 0)).toEqual(ofFirst);
        expect(first.prompts).toHaveLength(DOCUMENTS_A_QUERY);
        expect(second.prompts).toHaveLength(0);

        if (engine.origin === 'process') await engine.kill();
        await ask(second.gateway.url, 1);
        expect(second.prompts).toHaveLength(DOCUMENTS_A_QUERY);
      } finally {
        if (engine.origin !== 'process') await connections[0]!.clear();
        await Promise.all(connections.map((connection) => connection.disconnect(true)));
        await engine.stop();
      }
    });
  });
});
