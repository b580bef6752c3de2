import { gunzipSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { FAILING, proxyBefore, QUERY, TEXTS } from './testing/proxy-before.ts';
import { answersWithHits } from './testing/serve-upstream.ts';

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
    // A typed client that finds a name of its own in what it does not know must find the engine's later.
    expect(Object.keys(JSON.parse(text) as object)[0]).toBe('rerank');
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

test('proposes a rule once for each index where there are none, and goes on', async () => {
  const lines: { index?: string; rule?: string }[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as object);
  const mapping = {
    a: {
      mappings: {
        properties: { title: { type: 'text' }, url: { type: 'text' }, body: { type: 'text' } },
      },
    },
  };
  const { ask, upstream } = await proxyBefore(
    (request, response) =>
      response.end(request.url!.endsWith('_mapping') ? JSON.stringify(mapping) : '{}'),
    { rules: [], logger: pino({ level: 'info' }, { write }) },
  );
  const headers = { authorization: 'ApiKey k' };
  for (const path of ['/a/_search', '/a/_search', '/_search'])
    await ask(path, { body: QUERY, headers });
  await vi.waitFor(() =>
    expect(lines).toMatchObject([{ index: 'a', rule: "--passage 'a=title,body'" }]),
  );
  const [asked, ...more] = upstream.received.filter(({ url }) => url === '/a/_mapping');
  expect(asked!.headers.join()).toContain('authorization,ApiKey k');
  expect(more).toEqual([]);
});

test('answers its own paths', async () => {
  const { ask, proxy } = await proxyBefore(answersWithHits(TEXTS));
  await ask('/a/_search', { body: QUERY });
  expect((await ask('/_lb_rerank/health', { method: 'GET' })).statusCode).toBe(200);
  expect((await ask('/_lb_rerank/ready?full', { method: 'GET' })).statusCode).toBe(200);
  expect((await ask('/_lb_rerank/other', { method: 'GET' })).statusCode).toBe(404);
  const { text } = await ask('/_lb_rerank/metrics', { method: 'GET' });
  expect(text).toContain('lb_rerank_proxy_requests_total{outcome="reranked",status="200"} 1');
  expect(proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
