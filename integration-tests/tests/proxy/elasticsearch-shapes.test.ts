import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexSciFact } from '../../data/index-scifact.ts';
import { AWAY, BY_LENGTH, serveProxyWith } from '../../data/serve-proxy-beside.ts';
import { ELASTICSEARCH_SHAPES } from '../../requests/elasticsearch-shapes.ts';
import { NEIGHBOUR_SHAPES } from '../../requests/neighbour-shapes.ts';

const RANK_WINDOW_SIZE = 30;

describeWith('a proxy before Elasticsearch', ['elasticsearch'], async ({ elasticsearch }) => {
  const index = `proxied-shapes-${process.pid}`;
  const bare = new Client({ node: elasticsearch });
  const rules = [{ index, passage: 'text', rankWindowSize: RANK_WINDOW_SIZE }];
  const engine = { engine: 'elasticsearch', upstream: elasticsearch } as const;
  const started = Promise.all([
    serveProxyWith(BY_LENGTH, { ...engine, rules }),
    serveProxyWith(AWAY, { ...engine, rules }),
    serveProxyWith(BY_LENGTH, engine),
  ]);
  const clients = started.then((proxies) => proxies.map(({ url }) => new Client({ node: url })));
  const wrapped = withReranking(bare, {
    reranker: createReranker({ scorer: fakeScorer(BY_LENGTH), resilience: { retries: 0 } }),
    passage: 'text',
    rankWindowSize: RANK_WINDOW_SIZE,
  });

  beforeAll(() => indexSciFact(bare, index, 150));
  afterAll(async () => {
    await bare.indices.delete({ index });
    await Promise.all((await started).map((proxy) => proxy.stop()));
  });

  const shapes = [...Object.entries(ELASTICSEARCH_SHAPES), ...Object.entries(NEIGHBOUR_SHAPES)];

  test.each(shapes)('gives the bytes of the engine: %s', async (name, shape) => {
    const request = { ...shape, index };
    const [reranking, failing, ruleless] = await clients;
    const own = await bytesOf(bare, request);
    const withoutRule = await bytesOf(ruleless!, request);
    expect(withoutRule.text).toBe(own.text);
    expect(withoutRule.outcome).toBe('skipped');

    const { rerank, hits } = await wrapped.search(request);
    const fallback = await bytesOf(failing!, request);
    // Elasticsearch itself writes a filtered source in another order where `fields` are asked for too.
    const isInOtherOrder = name === 'source with patterns';
    const written = (answer: string) => (isInOtherOrder ? (JSON.parse(answer) as object) : answer);
    expect(written(fallback.text)).toEqual(written(own.text));
    const expected =
      rerank.outcome === 'reranked' && rerank.scored > 0 ? 'fallback' : rerank.outcome;
    expect(fallback.outcome).toBe(expected);

    const proxied = await reranking!.search(request);
    expect(proxied.hits.hits.map(({ _id }) => _id)).toEqual(hits.hits.map(({ _id }) => _id));
    expect(proxied.hits.hits.map(({ _score }) => _score)).toEqual(
      hits.hits.map(({ _score }) => _score),
    );
  });
});

async function bytesOf(client: Client, request: estypes.SearchRequest) {
  const { body, headers } = await client.search(request, { asStream: true, meta: true });
  const written = await text(body as unknown as Readable);
  return {
    text: written.replace(/"took":\d+/, '"took":0'),
    outcome: headers['x-lb-rerank-outcome'],
  };
}
