import { BackendConnectionError, type Scorer } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { createApiKey } from '@lb-rerank/gateway';
import { expect, test } from 'vitest';
import { firstScreen } from './first-screen.ts';
import { modelLine } from './model-line.ts';

const gateway = { url: 'http://127.0.0.1:8787', metricsUrl: 'http://127.0.0.1:9464/metrics' };
const location = 'http://gpu:8000/v1';

test('a gateway tells where it is, by which settings, for whom, and where to look', () => {
  const [search, shop] = [createApiKey('search'), createApiKey('shop')];
  const screen = firstScreen({
    gateway,
    location,
    file: '/etc/lb-rerank.config.json',
    settings: { redis: 'redis://:swordfish@cache', onFailure: 'passthrough' },
    gatewaySettings: { keys: [search.entry, shop.entry] },
  });
  expect(screen.split('\n')).toEqual([
    'lb-rerank serves http://gpu:8000/v1 at http://127.0.0.1:8787',
    '  settings /etc/lb-rerank.config.json',
    '  keys     search, shop',
    '  cache    in memory, and shared through redis://cache while that answers',
    '  failure  documents keep their order (passthrough)',
    '  page     http://127.0.0.1:8787/',
    '  docs     http://127.0.0.1:8787/docs',
    '  metrics  http://127.0.0.1:9464/metrics',
    '',
  ]);
});

test.each([
  [{}, '  keys     none: whoever reaches this address is answered\n'],
  [{ auth: false }, '  keys     not asked for: everybody is answered\n'],
])('a gateway of %j says that it is open', (gatewaySettings, line) => {
  const facts = { gateway, location, file: undefined, settings: {}, gatewaySettings };
  expect(firstScreen(facts)).toContain(line);
});

test.each<[string, Partial<Scorer>, string]>([
  ['answers', { identify: async () => {} }, '  model    lb answers\n'],
  [
    'is the LB Reranker',
    { findModelKind: async () => 'lb-reranker' as const },
    '  model    lb answers\n',
  ],
  [
    'is the stand-in',
    { findModelKind: async () => 'stand-in' as const },
    '  model    lb answers, a stand-in and not the LB Reranker\n',
  ],
  [
    'is another one',
    { findModelKind: async () => 'other' as const },
    '  model    lb answers, which does not answer as the LB Reranker does\n',
  ],
  [
    'is away',
    { identify: () => Promise.reject(new BackendConnectionError({ url: location })) },
    '  model    does not answer yet: http://gpu:8000/v1',
  ],
])('the line of a model that %s says so', async (_, parts, line) => {
  const scorer = { ...fakeScorer(Number, 'lb'), ...parts };
  const said = await modelLine({ scorers: [scorer] }, new AbortController().signal);
  expect(said.slice(0, line.length)).toBe(line);
});

test('the line of a model says nothing where the gateway was stopped before', async () => {
  const scorer = { ...fakeScorer(Number), identify: () => Promise.reject(new Error('stopped')) };
  expect(await modelLine({ scorers: [scorer] }, AbortSignal.abort())).toBe('');
});
