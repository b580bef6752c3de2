import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { proxyBefore, QUERY, TEXTS } from './testing/proxy-before.ts';
import { answersWithHits, serveUpstream } from './testing/serve-upstream.ts';

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

  test.each<[string, string, string]>([
    [
      'stored fields that are a number',
      JSON.stringify({ ...QUERY, stored_fields: 5 }),
      'TypeError',
    ],
    [
      'a query that is too deep',
      `{"query":${'{"bool":{"must":'.repeat(9000)}{}${'}}'.repeat(9000)}}`,
      'RangeError',
    ],
  ])('is for the engine to refuse where it cannot be read: %s', async (_, body, name) => {
    const { ask, upstream } = await proxyBefore((__, response) =>
      response.writeHead(400).end('no'),
    );
    const answered = await ask('/a/_search', { body });
    expect(answered).toMatchObject({ statusCode: 400, text: 'no', outcome: 'fallback' });
    expect(answered.reason).toBe(`reranking failed (${name})`);
    expect(upstream.received.map((one) => one.body)).toEqual([body]);
  });

  test.each<[string, Buffer, string, RegExp]>([
    ['is no UTF-8', Buffer.from('{"hits":{"hits":[]},"a":"\xff"}', 'latin1'), 'fallback', /JSON/],
    ['begins with a BOM', Buffer.from('\ufeff{"hits":{"hits":[]}}'), 'fallback', /JSON/],
    [
      'is too large once it is decompressed',
      gzipSync(`{"hits":{"hits":[]},"a":"${'a'.repeat(2e5)}"}`),
      'skipped',
      /maxAnswerBytes/,
    ],
  ])('is passed through where the answer %s', async (_, bytes, outcome, reason) => {
    const isGzip = bytes[0] === 0x1f;
    const { ask } = await proxyBefore(
      (__, response) => {
        response.writeHead(200, isGzip ? { 'content-encoding': 'gzip' } : {}).end(bytes);
      },
      { maxAnswerBytes: 1e5 },
    );
    const headers = { 'accept-encoding': 'gzip' };
    const answered = await ask('/a/_search', { body: QUERY, headers });
    expect(answered.bytes).toEqual(bytes);
    expect(answered).toMatchObject({ outcome, reason: expect.stringMatching(reason) as string });
  });

  test('keeps long headers of the engine', async () => {
    const warnings = Array.from({ length: 40 }, (_, n) => `299 - "${n} ${'old '.repeat(250)}"`);
    const { ask } = await proxyBefore((_, response) =>
      response
        .writeHead(
          200,
          warnings.flatMap((one) => ['warning', one]),
        )
        .end('{}'),
    );
    for (const path of ['/a/_doc/1', '/b/_search'])
      expect((await ask(path, { body: QUERY })).headers['warning']).toEqual(warnings);
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
