import type { RequestListener } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { Client } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ServeProxyOptions, serveProxy } from './serve-proxy.ts';
import { answersWithHits, serveUpstream } from './testing/serve-upstream.ts';

const TEXTS = ['2 cherries', '4 apples', '6 pears'];
const QUERY = { query: { match: { text: 'pears' } } };
const BY_NUMBER = createReranker({ scorer: fakeScorer((passage) => Number(passage[0])) });
const FAILING = createReranker({
  scorer: fakeScorer(() => {
    throw new Error('secret text of a document');
  }),
  resilience: { retries: 0 },
});

async function proxyBefore(answer: RequestListener, options: Partial<ServeProxyOptions> = {}) {
  const upstream = await serveUpstream(answer);
  const proxy = await serveProxy({
    engine: 'elasticsearch',
    upstream: upstream.url,
    reranker: BY_NUMBER,
    rules: [{ index: 'a', passage: 'text' }],
    port: 0,
    logger: pino({ level: 'silent' }),
    ...options,
  });
  // Sends paths as they are told, unlike those that take a URL.
  const client = new Client(proxy.url);
  onTestFinished(async () => {
    await client.close();
    await proxy.stop();
    await upstream[Symbol.asyncDispose]();
  });
  const ask = async (
    path: string,
    {
      body,
      headers = {},
      method = 'POST',
    }: { body?: unknown; headers?: object; method?: string } = {},
  ) => {
    const json = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const answered = await client.request({
      path,
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: json ?? null,
    });
    const bytes = Buffer.from(await answered.body.arrayBuffer());
    const { 'x-lb-rerank-outcome': outcome, 'x-lb-rerank-reason': reason } = answered.headers;
    return { ...answered, bytes, text: bytes.toString(), outcome, reason };
  };
  const idsIn = (text: string) =>
    (JSON.parse(text) as { hits: { hits: { _id: string }[] } }).hits.hits.map(({ _id }) => _id);
  return { proxy, upstream, ask, idsIn };
}

describe('a search', () => {
  test('comes back in the new order, and otherwise as the engine wrote it', async () => {
    const { ask } = await proxyBefore(answersWithHits(TEXTS), { marks: false });
    const { text, outcome, headers } = await ask('/a/_search', { body: QUERY });
    const source = (n: number) =>
      `{"_index":"a","_id":"${n}","_score":${Number(TEXTS[n]![0])},"_source":{"2":1.50,"1":12345678901234567890,"text":"${TEXTS[n]}"}}`;
    expect(text).toBe(
      `{"took":1,"hits":{"total":{"value":3},"max_score":6,"hits":[${[2, 1, 0].map(source).join(',')}]}}`,
    );
    expect(outcome).toBe('reranked');
    expect(headers['x-elastic-product']).toBe('Elasticsearch');
  });

  test('tells by marks what reranking found out', async () => {
    const { ask } = await proxyBefore(answersWithHits(TEXTS));
    const { text } = await ask('/a/_search', { body: QUERY });
    expect(JSON.parse(text)).toMatchObject({
      rerank: { outcome: 'reranked', scored: 3 },
      hits: { hits: [{ _rerank: { score: 6, retriever_rank: 3, retriever_score: 1 } }, {}, {}] },
    });
  });

  test('is the engine’s own where the model fails, and says so in headers alone', async () => {
    const { ask } = await proxyBefore(answersWithHits(TEXTS), { reranker: FAILING });
    const { text, outcome, reason } = await ask('/a/_search', { body: QUERY });
    expect(text).toContain('"hits":[{"_index":"a","_id":"0","_score":3.0,');
    expect(text).not.toContain('rerank');
    expect(outcome).toBe('fallback');
    expect(reason).not.toContain('secret');
  });

  test.each<[string, object]>([
    ['in its URL', { path: '/a/_search?q=text:pears&size=2' }],
    [
      'in the URL as JSON',
      {
        path: `/a/_search?source=${encodeURIComponent(JSON.stringify(QUERY))}&source_content_type=application/json&size=2`,
      },
    ],
  ])('may be told %s', async (_, asked) => {
    const { ask, idsIn, upstream } = await proxyBefore(answersWithHits(TEXTS));
    const { text, outcome } = await ask((asked as { path: string }).path, { method: 'GET' });
    expect(outcome).toBe('reranked');
    expect(idsIn(text)).toEqual(['2', '1']);
    expect(JSON.parse(upstream.received[0]!.body)).toMatchObject({ from: 0, size: 100 });
    expect(upstream.received[0]!.url).not.toMatch(/size|source/);
  });

  test('keeps the numbers and names of the request as they were written', async () => {
    const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS));
    const clause =
      '{ "bool":{"must":{"match":{"text":"pears"}},"filter":{"term":{"n":12345678901234567890}}}}';
    await ask('/a/_search?preference=a%2Fb+c&size=1', {
      body: `{"query":${clause} , "min_score":0.10}`,
    });
    expect(upstream.received[0]).toMatchObject({
      url: '/a/_search?preference=a%2Fb+c',
      body: `{"query":${clause} , "min_score":0.10,"size":100,"from":0}`,
    });
  });

  test('may be compressed both ways', async () => {
    const { ask, idsIn, upstream } = await proxyBefore((_, response) => {
      const hits = TEXTS.map((text, n) => ({ _id: `${n}`, _source: { text } }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ hits: { hits } })));
    });
    const { bytes, headers, outcome } = await ask('/a/_search', {
      body: gzipSync(JSON.stringify(QUERY)),
      headers: { 'content-encoding': 'gzip', 'accept-encoding': 'gzip, deflate' },
    });
    expect(outcome).toBe('reranked');
    expect(headers['content-encoding']).toBe('gzip');
    expect(idsIn(gunzipSync(bytes).toString())).toEqual(['2', '1', '0']);
    expect(JSON.parse(upstream.received[0]!.body)).toMatchObject(QUERY);
  });
});

describe('the word of a request', () => {
  test.each<[string, object, object]>([
    ['by a header', { 'x-lb-rerank': '{"rank_window_size":2}' }, {}],
    ['in its body', {}, { ext: { lb_rerank: { rank_window_size: 2 } } }],
  ])('counts %s, and the engine does not see it', async (_, headers, more) => {
    const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS));
    const { outcome } = await ask('/a/_search', { body: { ...QUERY, size: 1, ...more }, headers });
    expect(outcome).toBe('reranked');
    expect(upstream.received[0]!.headers.join()).not.toContain('x-lb-rerank');
    expect(JSON.parse(upstream.received[0]!.body)).toEqual({ ...QUERY, from: 0, size: 2 });
  });

  test.each<[string, object, object]>([
    ['by a header', { 'x-lb-rerank': 'off' }, {}],
    ['in its body', {}, { ext: { lb_rerank: false, other: 1 } }],
  ])('leaves it alone %s', async (_, headers, more) => {
    const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS));
    const { outcome, reason } = await ask('/a/_search', { body: { ...QUERY, ...more }, headers });
    expect([outcome, reason]).toEqual(['skipped', 'the search says that it is left alone']);
    const { lb_rerank: _lb, ...ext } = (more as { ext?: Record<string, unknown> }).ext ?? {};
    expect(JSON.parse(upstream.received[0]!.body)).toEqual({
      ...QUERY,
      ...('ext' in more && { ext }),
    });
  });

  test('brings the text where the search holds none', async () => {
    const { ask, idsIn } = await proxyBefore(answersWithHits(TEXTS));
    const headers = { 'x-lb-rerank-query': encodeURIComponent('Äpfel & Birnen') };
    const { text, outcome } = await ask('/a/_search', {
      body: { query: { match_all: {} } },
      headers,
    });
    expect([outcome, idsIn(text)]).toEqual(['reranked', ['2', '1', '0']]);
  });

  test.each<[string, object, object, string]>([
    ['no JSON', { 'x-lb-rerank': '{' }, {}, 'x-lb-rerank must be `off` or an object in JSON'],
    ['a number', { 'x-lb-rerank': '3' }, {}, 'x-lb-rerank must be'],
    ['a bad query', { 'x-lb-rerank-query': '%ff' }, {}, 'percent-encoded'],
    ['an unknown name', {}, { ext: { lb_rerank: { rank_windwo_size: 3 } } }, 'rankWindwoSize'],
    ['a number out of range', {}, { ext: { lb_rerank: { min_score: 9 } } }, 'minScore'],
    [
      'more hits than is allowed',
      { 'x-lb-rerank': '{"rank_window_size":2000}' },
      {},
      'rank_window_size',
    ],
  ])('is refused before any request: %s', async (_, headers, more, told) => {
    const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS));
    const { statusCode, text } = await ask('/a/_search', { body: { ...QUERY, ...more }, headers });
    expect(statusCode).toBe(400);
    expect((JSON.parse(text) as { error: { reason: string } }).error.reason).toContain(told);
    expect(upstream.received).toEqual([]);
  });
});

describe('what is left alone', () => {
  test.each<[string, string, object, RegExp]>([
    ['no rule', '/b/_search', { body: QUERY }, /no rule fits the index b/],
    ['no index', '/_search', { body: QUERY }, /no rule fits a search without an index/],
    ['no text', '/a/_search', { body: { query: { match_all: {} } } }, /match_all/],
    ['another order', '/a/_search', { body: { ...QUERY, sort: 'date' } }, /sort/],
    ['a scroll', '/a/_search?scroll=1m', { body: QUERY }, /scroll/],
    ['a body that is no JSON', '/a/_search', { body: "{'query': 1}" }, /JSON/],
    [
      'CBOR',
      '/a/_search',
      { body: Buffer.from([0xa0]), headers: { 'content-type': 'application/cbor' } },
      /cbor/,
    ],
    [
      'an answer in YAML',
      '/a/_search',
      { body: QUERY, headers: { accept: 'application/yaml' } },
      /yaml/,
    ],
    ['a format', '/a/_search?format=smile', { body: QUERY }, /smile/],
    ['a template', '/a/_search/template', { body: {} }, /template/],
    ['ES|QL', '/_query', { body: {} }, /ES\|QL/],
    [
      'a large request',
      '/a/_search',
      { body: { ...QUERY, stats: ['x'.repeat(2 ** 20)] } },
      /beyond/,
    ],
  ])('comes back as the engine gave it, with the reason: %s', async (_, path, asked, told) => {
    const { ask, upstream } = await proxyBefore((__, response) => {
      response.writeHead(200, ['Content-Type', 'application/json', 'Warning', 'a', 'Warning', 'b']);
      response.end('{ "as":1.0, "it":"is" }\n');
    });
    const { text, outcome, reason, headers } = await ask(path, asked);
    expect(text).toBe('{ "as":1.0, "it":"is" }\n');
    expect(headers['warning']).toEqual(['a', 'b']);
    expect(outcome).toBe('skipped');
    expect(reason).toMatch(told);
    const { body } = asked as { body: unknown };
    const sent =
      typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body);
    expect(upstream.received[0]!.body).toBe(sent);
  });

  test('is asked as it came where the answer for the rank window is too large', async () => {
    const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS), { maxAnswerBytes: 100 });
    const body = { ...QUERY, size: 1, ext: { lb_rerank: {} } };
    const { text, outcome, reason } = await ask('/a/_search', { body });
    expect(text).toContain('"_id":"0","_score":3.0');
    expect([outcome, reason]).toEqual(['skipped', expect.stringContaining('maxAnswerBytes')]);
    expect(JSON.parse(upstream.received.at(-1)!.body)).toEqual({ ...QUERY, size: 1 });
  });

  test('keeps path and query to the letter, and hop-by-hop headers to itself', async () => {
    const { ask, upstream } = await proxyBefore((_, response) => {
      response
        .writeHead(404, { 'X-Found': 'no', connection: 'close, x-hop', 'x-hop': '1' })
        .end('nothing');
    });
    const headers = { te: 'trailers', 'X-Mine': 'a', authorization: 'ApiKey k' };
    const answered = await ask('/a%2fb/../c;d/_doc/%C3%BC+1?x=%2F&y=a+b&&z', {
      method: 'GET',
      headers,
    });
    expect(answered).toMatchObject({ statusCode: 404, text: 'nothing', outcome: undefined });
    expect(answered.headers['x-hop']).toBeUndefined();
    const [asked] = upstream.received;
    expect(asked!.url).toBe('/a%2fb/../c;d/_doc/%C3%BC+1?x=%2F&y=a+b&&z');
    expect(asked!.headers).toContain('X-Mine');
    expect(asked!.headers.join()).toContain('authorization,ApiKey k');
    expect(asked!.headers).not.toContain('te');
  });
});

describe('an engine that fails', () => {
  test('has its own error passed on, as it came', async () => {
    const error =
      '{"error":{"type":"index_not_found_exception","reason":"no such index"},"status":404}';
    const { ask } = await proxyBefore((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end(error);
    });
    const { statusCode, text, outcome } = await ask('/a/_search', { body: QUERY });
    expect([statusCode, text, outcome]).toEqual([404, error, 'skipped']);
  });

  test('is told of as an error of the gateway kind', async () => {
    const { ask } = await proxyBefore((_, response) => response.destroy());
    for (const path of ['/a/_search', '/a/_doc/1']) {
      const { statusCode, text } = await ask(path, { body: QUERY });
      expect(statusCode).toBe(502);
      expect((JSON.parse(text) as { error: { reason: string } }).error.reason).toMatch(
        /^http:\/\/127.*ended the connection/,
      );
    }
  });

  test('is told of where it is too slow', async () => {
    const upstream = await serveUpstream(() => undefined);
    const { ask } = await proxyBefore(() => undefined, {
      upstream: { url: upstream.url, answerTimeoutMs: 100 },
    });
    const { statusCode } = await ask('/a/_search', { body: QUERY });
    expect(statusCode).toBe(504);
    await upstream[Symbol.asyncDispose]();
  });
});

test('answers its own paths', async () => {
  const { ask, proxy } = await proxyBefore(answersWithHits(TEXTS));
  await ask('/a/_search', { body: QUERY });
  expect((await ask('/_lb_rerank/health', { method: 'GET' })).statusCode).toBe(200);
  expect((await ask('/_lb_rerank/ready', { method: 'GET' })).statusCode).toBe(200);
  expect((await ask('/_lb_rerank/other', { method: 'GET' })).statusCode).toBe(404);
  const { text } = await ask('/_lb_rerank/metrics', { method: 'GET' });
  expect(text).toContain('lb_rerank_proxy_requests_total{outcome="reranked",status="200"} 1');
  expect(proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
