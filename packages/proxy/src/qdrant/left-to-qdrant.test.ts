import { expect, test } from 'vitest';
import { proxyBefore } from '../testing/proxy-before.ts';
import { answerText, pointText, POINTS, qdrantOfPoints } from '../testing/qdrant-of-points.ts';

const QDRANT = { engine: 'qdrant' } as const;
const URL = '/collections/a/points/query';
const NEAR = { query: { text: 'pears', model: 'm' } };

test.each<[string, string, object, RegExp]>([
  ['no rule', '/collections/a,b/points/query', { body: NEAR }, /no rule fits the collection a,b/],
  [
    'no text',
    URL,
    { body: { query: [1] } },
    /a vector.*: pass the header x-lb-rerank-query, or the header x-lb-rerank: off$/,
  ],
  ['another order', URL, { body: { query: { order_by: 'n' } } }, /order_by/],
  ['its own word', URL, { body: NEAR, headers: { 'x-lb-rerank': 'off' } }, /left alone/],
  ['a limit that is refused', URL, { body: { ...NEAR, limit: 0 } }, /limit must be/],
  ['a body that is no JSON', URL, { body: '{query' }, /JSON/],
  ['a body that is no object', URL, { body: [] }, /JSON/],
  ['a batch that is none', `${URL}/batch`, { body: { searches: [1] } }, /JSON/],
  ['an empty batch', `${URL}/batch`, { body: { searches: [] } }, /no searches/],
  ['groups without text', `${URL}/groups`, { body: { group_by: 'k' } }, /without a query/],
])('is answered by the engine, with the reason: %s', async (_, path, asked, told) => {
  const own = '{ "as":1.0, "it":"is" }\n';
  const { ask, upstream } = await proxyBefore((__, response) => response.end(own), QDRANT);
  const { text, outcome, reason } = await ask(path, asked);
  expect([text, outcome]).toEqual([own, 'skipped']);
  expect(reason).toMatch(told);
  const { body } = asked as { body: unknown };
  expect(upstream.received[0]!.body).toBe(typeof body === 'string' ? body : JSON.stringify(body));
});

test.each([
  '/collections/a/points/scroll',
  '/collections/a/points/search/matrix/pairs',
  '/collections/a/points',
  '/collections',
])('passes through what is no search: %s', async (path) => {
  const { ask } = await proxyBefore((_, response) => response.end('{}'), QDRANT);
  expect(await ask(path, { body: NEAR })).toMatchObject({ text: '{}', outcome: undefined });
});

test('passes on an error of the engine as it came', async () => {
  const error = '{"status":{"error":"Not found: Collection `a` doesn\'t exist!"},"time":0.10}';
  const { ask } = await proxyBefore((_, response) => response.writeHead(404).end(error), QDRANT);
  for (const path of [URL, `${URL}/groups`]) {
    const { statusCode, text, outcome } = await ask(path, { body: NEAR });
    expect([statusCode, text, outcome]).toEqual([404, error, 'skipped']);
  }
});

test('is asked as it came where the answers are too large', async () => {
  const { ask, upstream } = await proxyBefore(qdrantOfPoints(), { ...QDRANT, maxAnswerBytes: 50 });
  const { text, outcome, reason } = await ask(URL, { body: { ...NEAR, limit: 1 } });
  expect(text).toBe(answerText(`{"points":[${pointText(POINTS[0]!, false)}]}`));
  expect([outcome, reason]).toEqual(['skipped', expect.stringContaining('maxAnswerBytes')]);
  expect(JSON.parse(upstream.received.at(-1)!.body)).toEqual({ ...NEAR, limit: 1 });
});

test('is asked as it came where the answer holds no points', async () => {
  const { ask } = await proxyBefore((_, response) => response.end('{"result":null}'), QDRANT);
  for (const path of [URL, `${URL}/batch`, `${URL}/groups`]) {
    const { text, reason } = await ask(path, { body: { ...NEAR, searches: [NEAR] } });
    expect([text, reason]).toEqual(['{"result":null}', 'reranking failed (NoPointsError)']);
  }
});

test("tells of its own errors in the engine's form", async () => {
  const { ask } = await proxyBefore((_, response) => response.destroy(), QDRANT);
  const refused = await ask(URL, { body: NEAR, headers: { 'x-lb-rerank': '{"min_score":9}' } });
  expect(refused.statusCode).toBe(400);
  expect(JSON.parse(refused.text)).toEqual({
    status: { error: expect.stringContaining('minScore') as string },
    time: 0,
  });
  const away = await ask(URL, { body: NEAR });
  expect(away.statusCode).toBe(502);
  expect(JSON.parse(away.text)).toEqual({
    status: { error: expect.stringMatching(/^http.*ended the connection/) as string },
    time: 0,
  });
});

test('refuses a passage as Elasticsearch alone has it, before it listens', async () => {
  const rules = [{ index: 'a', passage: { innerHits: 'chunks', field: 'text' } }];
  await expect(proxyBefore(qdrantOfPoints(), { ...QDRANT, rules })).rejects.toThrow(
    /^rules\[0\]\.passage/,
  );
});
