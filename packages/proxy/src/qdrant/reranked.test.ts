import { describe, expect, test } from 'vitest';
import { FAILING, proxyBefore } from '../testing/proxy-before.ts';
import {
  answerText,
  type FakePoint,
  POINTS,
  pointText,
  qdrantOfPoints,
} from '../testing/qdrant-of-points.ts';

const QDRANT = { engine: 'qdrant' } as const;
const BARE = { ...QDRANT, marks: false } as const;
const URL = '/collections/a/points/query';
const NEAR = { query: { text: 'pears', model: 'm' } };
const WITH_TEXT = { 'x-lb-rerank-query': 'r%C3%B6te%20pears' };

/** The fake's points in the model's order, with its level as their score. */
const RANKED = [POINTS[2]!, POINTS[1]!, POINTS[0]!].map(([id, , text]): FakePoint => [
  id,
  text[0]!,
  text,
]);
const written = (points: readonly FakePoint[]) => points.map((point) => pointText(point)).join();

describe('a query', () => {
  test('comes back in the new order, and otherwise as the engine wrote it', async () => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), BARE);
    const url = `${URL}?timeout=5&consistency=majority`;
    const body = `{"query":{"text":"pears","model":"m"}, "with_payload":true,"filter":{"must":[{"has_id":[18446744073709551615]}]}}`;
    const { text, outcome } = await ask(url, { body });
    expect(text).toBe(answerText(`{"points":[${written(RANKED)}]}`));
    expect(outcome).toBe('reranked');
    expect(upstream.received).toMatchObject([
      { url, body: body.replace(/}$/, ',"offset":0,"limit":101}') },
    ]);
  });

  test('shows no payload that it did not ask for', async () => {
    const { ask } = await proxyBefore(qdrantOfPoints(), BARE);
    const { text } = await ask(URL, { body: { ...NEAR, limit: 2, offset: 1 } });
    const [, ...page] = RANKED.map((point) => pointText(point, false));
    expect(text).toBe(answerText(`{"points":[${page.join()}]}`));
  });

  test('tells by marks what reranking found out', async () => {
    const { ask } = await proxyBefore(qdrantOfPoints(), QDRANT);
    const { text } = await ask(URL, { body: NEAR });
    expect(JSON.parse(text)).toMatchObject({
      result: {
        points: [{ rerank: { score: 6, retriever_rank: 3, retriever_score: 0.7 } }, {}, {}],
        rerank: { outcome: 'reranked', scored: 3 },
      },
    });
  });

  test.each<[string, object]>([
    ['percent-encoded', WITH_TEXT],
    ['in JSON', { 'x-lb-rerank': '{"query":"pears","rank_window_size":2}' }],
  ])('takes the text from a header, %s', async (_, headers) => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), BARE);
    const { outcome, text } = await ask(URL, { body: { query: [0.1], limit: 2 }, headers });
    expect(outcome).toBe('reranked');
    expect(text).toContain('"score":4');
    expect(upstream.received[0]!.headers.join()).not.toContain('x-lb-rerank');
  });

  test('tells ids apart that are one to JSON.parse, where all else ties', async () => {
    const ids = ['9007199254740993', '9007199254740992', '18446744073709551615', '3'];
    const tied = ids.map((id): FakePoint => [id, '0.5', '3 plums']);
    const { ask } = await proxyBefore(qdrantOfPoints(tied), BARE);
    const { text } = await ask(URL, { body: NEAR });
    const ordered = [...text.matchAll(/"id":(\d+)/g)].map(([, id]) => id);
    expect(ordered).toEqual(['3', '9007199254740992', '9007199254740993', '18446744073709551615']);
  });

  test('is asked as it came where the model fails, and says so in headers alone', async () => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), { ...QDRANT, reranker: FAILING });
    const { text, outcome, reason } = await ask(URL, { body: { ...NEAR, limit: 2 } });
    const page = POINTS.slice(0, 2).map((point) => pointText(point, false));
    expect(text).toBe(answerText(`{"points":[${page.join()}]}`));
    expect([outcome, reason]).toEqual(['fallback', expect.not.stringContaining('secret')]);
    expect(upstream.received.map(({ body }) => JSON.parse(body) as object)).toEqual([
      { ...NEAR, limit: 101, offset: 0, with_payload: ['text'] },
      { ...NEAR, limit: 2 },
    ]);
  });

  test('is asked for no more than the collection gives', async () => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(POINTS, 20), BARE);
    const { outcome, reason, text } = await ask(URL, { body: { ...NEAR, limit: 2 } });
    expect([outcome, reason]).toEqual(['partial', expect.stringContaining('max_query_limit')]);
    expect(text).toContain('"score":6');
    expect(
      upstream.received.map(({ body }) => (JSON.parse(body) as { limit: number }).limit),
    ).toEqual([101, 20]);
  });
});

describe('several queries', () => {
  test('are each reranked, or not, and come back in one answer', async () => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), BARE);
    const searches = [
      { ...NEAR, with_payload: true },
      { query: [0.1], limit: 1 },
    ];
    const { text, outcome, reason } = await ask(`${URL}/batch`, { body: { searches } });
    const alone = `{"points":[${pointText(POINTS[0]!, false)}]}`;
    expect(text).toBe(answerText(`[{"points":[${written(RANKED)}]} , ${alone}]`));
    expect(outcome).toBe('mixed');
    expect(reason).toMatch(/^1 reranked, 1 skipped: rerank.query is needed/);
    expect(upstream.received).toHaveLength(1);
  });

  test('are passed on as they came where none is reranked', async () => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), QDRANT);
    const body = '{ "searches":[{"query":[1.0]},{"query":[2.0]}]}';
    const { outcome } = await ask(`${URL}/batch`, { body });
    expect(outcome).toBe('skipped');
    expect(upstream.received).toMatchObject([{ body }]);
  });
});

describe('groups', () => {
  const body = { ...NEAR, group_by: 'kind', limit: 3, with_payload: true };
  const groups = (points: readonly FakePoint[], ids: readonly number[]) =>
    `{ "groups":[${points.map((point, n) => `{"hits":[${pointText(point)}],"id":"g${ids[n]}"}`).join()}]}`;

  test('come by their best point', async () => {
    const { ask } = await proxyBefore(qdrantOfPoints(), BARE);
    const { text, outcome } = await ask(`${URL}/groups`, { body });
    expect([outcome, text]).toEqual(['reranked', answerText(groups(RANKED, [2, 1, 0]))]);
  });

  test('tell by marks what reranking found out', async () => {
    const { ask } = await proxyBefore(qdrantOfPoints(), QDRANT);
    const { text } = await ask(`${URL}/groups`, { body });
    expect(JSON.parse(text)).toMatchObject({
      result: { groups: [{ hits: [{ rerank: { score: 6 } }] }, {}, {}], rerank: { scored: 3 } },
    });
  });

  test('are asked for as they came where the model fails', async () => {
    const { ask } = await proxyBefore(qdrantOfPoints(), { ...QDRANT, reranker: FAILING });
    const { text, outcome } = await ask(`${URL}/groups`, { body });
    expect([outcome, text]).toEqual(['fallback', answerText(groups(POINTS, [0, 1, 2]))]);
  });
});

describe('the searches of older clients', () => {
  const search = { vector: [0.1], limit: 10, with_payload: true };

  test.each<[string, object, string]>([
    ['search', search, `[${written(RANKED)}]`],
    ['recommend', { ...search, positive: [1] }, `[${written(RANKED)}]`],
    ['search/batch', { searches: [search] }, `[[${written(RANKED)}]]`],
  ])('are reranked by the text of a header: %s', async (endpoint, body, result) => {
    const { ask } = await proxyBefore(qdrantOfPoints(), QDRANT);
    const asked = { body, headers: WITH_TEXT };
    const { text, outcome } = await ask(`/collections/a/points/${endpoint}`, asked);
    expect(outcome).toBe('reranked');
    expect(text.replaceAll(/,"rerank":\{[^}]*\}/g, '')).toBe(answerText(result));
  });

  test('are left alone where their limit goes by an older name', async () => {
    const { ask, upstream } = await proxyBefore(qdrantOfPoints(), QDRANT);
    const asked = { body: { vector: [0.1], top: 2 }, headers: WITH_TEXT };
    const { outcome, reason } = await ask('/collections/a/points/search', asked);
    expect([outcome, reason]).toEqual(['skipped', 'a search without a limit is not reranked']);
    expect(upstream.received).toMatchObject([{ body: JSON.stringify(asked.body) }]);
  });
});
