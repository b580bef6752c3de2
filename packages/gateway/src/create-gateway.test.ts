import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { gatewayOfLevels } from './testing/gateway-of-levels.ts';
import { postTo } from './testing/post-to.ts';

const gateway = gatewayOfLevels();

test('tells a request by its own id, or by the one that it came with', async () => {
  const asked = { query: 'q', documents: ['1'] };
  const { response, body } = await postTo(gateway, '/v2/rerank', asked);
  expect(body).toMatchObject({ id: response.headers.get('x-request-id') });
  const named = await postTo(gateway, '/v2/rerank', asked, { 'x-request-id': 'of-the-caller' });
  expect(named.body).toMatchObject({ id: 'of-the-caller' });
});

test.each([
  '/rerank/',
  '/v1/rerank/',
  '//v1//rerank',
  '/jina/rerank',
  '/jina/v1/rerank/',
  '/cohere-v2/rerank',
])('answers on %s', async (path) => {
  const { response } = await postTo(gateway, path, { query: 'q', documents: ['1'] });
  expect(response.status).toBe(200);
});

test.each<[string, object]>([
  ['/v1/models/any%2Fname', { id: 'levels', model_type: 'rerank' }],
  ['/infinity/models', { data: [{ owned_by: 'infinity', stats: { results_pending: 0 } }] }],
  ['/models', { data: [{ id: 'levels', owned_by: 'infinity' }] }],
  ['/v1/models', { data: [{ id: 'levels', owned_by: 'unknown', lb_rerank: { model: null } }] }],
  ['/v1/cluster/auth', { auth: false }],
  ['/infinity/health', { unix: expect.any(Number) as number }],
  ['/llama-cpp/health', { status: 'ok' }],
  ['/tei/info', { model_id: 'levels' }],
])('answers the question of a product on %s', async (path, expected) => {
  const response = await gateway.app.request(path);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject(expected);
});

test.each(['/tei/health', '/vllm/health', '/ping'])('answers %s without a body', async (path) => {
  const response = await gateway.app.request(path);
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('says which model answers, and how much may be sent', async () => {
  const models = await (await gateway.app.request('/v1/models')).json();
  expect(models).toMatchObject({ object: 'list', data: [{ id: 'levels', object: 'model' }] });
  const about = await (await gateway.app.request('/info')).json();
  expect(about).toMatchObject({ model_id: 'levels', max_client_batch_size: 1000 });
});

test('describes every path of every dialect in one OpenAPI document', async () => {
  const response = await gateway.app.request('/openapi.json');
  const { openapi, paths } = (await response.json()) as { openapi: string; paths: object };
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/rerank', '/v1/rerank', '/v2/rerank', '/score', '/voyage/v1/rerank']),
  );
});

test('shows the OpenAPI document on a page that needs nothing from elsewhere', async () => {
  const page = await (await gateway.app.request('/docs')).text();
  const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
  expect(assets).toHaveLength(2);
  for (const path of assets) expect((await gateway.app.request(path)).status).toBe(200);
});

test('lets no page of another origin read an answer, unless that origin is named', async () => {
  const headers = { origin: 'https://shop.example' };
  const closed = await gateway.app.request('/health', { headers });
  expect(closed.headers.get('access-control-allow-origin')).toBeNull();
  const open = gatewayOfLevels({ corsOrigins: ['https://shop.example'] });
  const answer = await open.app.request('/health', { headers });
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
});

test('lets every page read every answer where "*" is named, and what its headers say', async () => {
  const open = gatewayOfLevels({ corsOrigins: ['*'] });
  const asked = { query: 'q', documents: ['1'] };
  const headers = { origin: 'https://shop.example' };
  const { response } = await postTo(open, '/v2/rerank', asked, headers);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const ours = [...response.headers.keys()].filter((name) => name.startsWith('x-'));
  expect(ours).toContain('x-rerank-outcome');
  const exposed = response.headers.get('access-control-expose-headers')?.split(',');
  expect(exposed).toEqual(expect.arrayContaining(ours));
});

test('counts requests, pairs, cache hits and fallbacks for Prometheus', async () => {
  const counted = gatewayOfLevels({ onFailure: 'passthrough' });
  await postTo(counted, '/v2/rerank', { query: 'q', documents: ['1', '2'] });
  await postTo(counted, '/v2/rerank', { query: 'q', documents: ['1', 'down'] });
  const metrics = await (await counted.app.request('/metrics')).text();
  expect(metrics).toContain(
    'lb_rerank_requests_total{dialect="cohere-v2",status="200",code="",key=""} 2',
  );
  expect(metrics).toContain('lb_rerank_pairs_total{result="scored",key=""} 3');
  expect(metrics).toContain('lb_rerank_pairs_total{result="cached",key=""} 1');
  expect(metrics).toContain('lb_rerank_fallbacks_total{outcome="partial",code="other"} 1');
  expect(metrics).toContain('lb_rerank_pairs_in_flight 0');
  expect(metrics).toMatch(/lb_rerank_backend_batch_pairs_count [1-9]/);
});

test('is ready as long as the model answers, and not once it stops', async () => {
  expect((await gateway.app.request('/ready')).status).toBe(200);
  const scorer = fakeScorer(() => Promise.reject(new Error('away')));
  const lonely = gatewayOfLevels({}, createReranker({ scorer }));
  expect((await lonely.app.request('/ready')).status).toBe(503);
  const stopped = gatewayOfLevels();
  await stopped.stop();
  expect((await stopped.app.request('/ready')).status).toBe(503);
  expect((await stopped.app.request('/.well-known/ready')).status).toBe(503);
  expect((await stopped.app.request('/health')).status).toBe(200);
});

test('refuses settings that cannot be used, by name', () => {
  expect(() => gatewayOfLevels({ maxDocuments: 0 })).toThrow(/settings\.maxDocuments/);
  expect(() => gatewayOfLevels({ gracePeriodMs: 2 ** 31 })).toThrow(/settings\.gracePeriodMs/);
  const misspelt = { maxDocument: 5 } as object;
  expect(() => gatewayOfLevels(misspelt)).toThrow(/maxDocument/);
});
