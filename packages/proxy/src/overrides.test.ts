import { describe, expect, test } from 'vitest';
import { proxyBefore, QUERY, TEXTS } from './testing/proxy-before.ts';
import { answersWithHits } from './testing/serve-upstream.ts';

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

  test('is refused where it cannot be used, though the search could not be reranked', async () => {
    const { ask, upstream } = await proxyBefore(answersWithHits(TEXTS));
    const headers = { 'x-lb-rerank': '{"min_score":9}' };
    const { statusCode } = await ask('/a/_search', { body: { query: { match_all: {} } }, headers });
    expect([statusCode, upstream.received]).toEqual([400, []]);
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
