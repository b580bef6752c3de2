import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { proxyBefore, QUERY, TEXTS } from './testing/proxy-before.ts';
import { answersWithHits } from './testing/serve-upstream.ts';

const inUrl = (search: object) => `source=${encodeURIComponent(JSON.stringify(search))}`;
const TYPE = 'source_content_type=application%2Fjson';
const SEARCH = JSON.stringify(QUERY);
const NO_TYPE = { 'content-type': undefined };

describe('a search that the engine refuses', () => {
  test.each<[string, string, string, string?]>([
    ['in the URL without its type', 'GET', `/a/_search?${inUrl(QUERY)}`],
    ['with the type of a source that is missing', 'POST', `/a/_search?${TYPE}`, SEARCH],
    ['from no number', 'POST', '/a/_search?from=', SEARCH],
    ['from a number behind a blank', 'POST', '/a/_search?from=+3', SEARCH],
    ['in the URL as CBOR', 'GET', '/a/_search?source=x&source_content_type=application/cbor'],
    ['in the URL and the body', 'POST', `/a/_search?${inUrl(QUERY)}&${TYPE}`, SEARCH],
    ['one of several without a line break', 'POST', '/a/_msearch', `{}\n${SEARCH}`],
    ['one of several without a body', 'POST', '/a/_msearch', `{}\n \n{}\n${SEARCH}\n`],
  ])('is passed on as it came: %s', async (_, method, path, body) => {
    const { ask, upstream } = await proxyBefore((__, response) =>
      response.writeHead(400).end('no'),
    );
    const answered = await ask(path, { method, body });
    expect(answered).toMatchObject({ statusCode: 400, text: 'no', outcome: 'skipped' });
    expect(upstream.received).toMatchObject([{ url: path, body: body ?? '' }]);
  });
});

test.each<[string, string]>([
  ['/a/_search', SEARCH],
  ['/a/_msearch', `{}\n${SEARCH}\n`],
])('a body that says no type is passed on without one: %s', async (path, body) => {
  const { ask, upstream } = await proxyBefore((_, response) => response.writeHead(406).end('no'));
  const answered = await ask(path, { body: Buffer.from(body), headers: NO_TYPE });
  expect(answered).toMatchObject({ statusCode: 406, text: 'no', outcome: 'skipped' });
  expect(answered.reason).toBe('a body without a type is not reranked');
  expect(upstream.received).toMatchObject([{ url: path, body }]);
  expect(upstream.received[0]!.headers).not.toContain('content-type');
});

test('a body in an encoding that the engine does not read is passed on as it came', async () => {
  const { ask, upstream } = await proxyBefore((_, response) => response.writeHead(400).end('no'));
  const body = brotliCompressSync(SEARCH);
  const answered = await ask('/a/_search', { body, headers: { 'content-encoding': 'br' } });
  expect(answered).toMatchObject({ statusCode: 400, text: 'no', outcome: 'skipped' });
  expect(answered.reason).toBe('a body in br is not reranked');
  expect(upstream.received).toHaveLength(1);
});

test.each<[object, string]>([
  [{}, 'application/json'],
  [{ accept: 'application/vnd.elasticsearch+json; compatible-with=8' }, 'compatible-with=8'],
])('a search in the URL that says off gets a type with its body: %j', async (headers, type) => {
  const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS));
  const search = inUrl({ ...QUERY, ext: { lb_rerank: false } });
  const path = `/a/_search?${search}&${TYPE}&size=2`;
  expect(await ask(path, { method: 'GET', headers })).toMatchObject({ outcome: 'skipped' });
  const [asked] = upstream.received;
  expect(asked).toMatchObject({ url: '/a/_search?size=2', body: SEARCH });
  expect(asked!.headers[asked!.headers.indexOf('content-type') + 1]).toContain(type);
});

test('several searches may have headers that say nothing', async () => {
  const { ask, idsIn } = await proxyBefore((_, response) => {
    const hits = TEXTS.map((text, n) => ({ _id: `${n}`, _source: { text } }));
    response.end(JSON.stringify({ responses: [{ hits: { hits } }, { hits: { hits } }] }));
  });
  const body = `null\n${SEARCH}\r\n\n${SEARCH}\n`;
  const { text, outcome } = await ask('/a/_msearch', { body });
  expect(outcome).toBe('reranked');
  const { responses } = JSON.parse(text) as { responses: object[] };
  expect(responses.map((one) => idsIn(JSON.stringify(one)))).toEqual([
    ['2', '1', '0'],
    ['2', '1', '0'],
  ]);
});

test('an empty filter leaves nothing out', async () => {
  const { ask, idsIn } = await proxyBefore(answersWithHits(TEXTS));
  const { text, outcome } = await ask('/a/_search?filter_path=', { body: QUERY });
  expect([outcome, idsIn(text)]).toEqual(['reranked', ['2', '1', '0']]);
});
