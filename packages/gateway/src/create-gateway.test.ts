import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createGateway } from './create-gateway.ts';

const reranker = createReranker({ scorer: fakeScorer((passage) => Number(passage)) });
const { app } = createGateway({ reranker, logger: pino({ enabled: false }) });

async function post(path: string, body: unknown) {
  const response = await app.request(path, { method: 'POST', body: JSON.stringify(body) });
  return { response, body: await response.json() };
}

test('answers Cohere v2 in its shape, best first, with the index of each document', async () => {
  const { response, body } = await post('/v2/rerank', {
    model: 'rerank-v3.5',
    query: 'q',
    documents: ['2', '7', '4'],
    top_n: 2,
  });
  expect(response.status).toBe(200);
  expect(body).toEqual({
    id: response.headers.get('x-request-id'),
    results: [
      { index: 1, relevance_score: 1 },
      { index: 2, relevance_score: 0.5 },
    ],
    meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
  });
});

test('answers a body with texts by the bare array of TEI, whatever top_n says', async () => {
  const { body } = await post('/rerank', { query: 'q', texts: ['1', '7'], top_n: 1 });
  expect(body).toEqual([
    { index: 1, score: 1 },
    { index: 0, score: 0 },
  ]);
});

test('describes every path of every dialect in one OpenAPI document', async () => {
  const response = await app.request('/openapi.json');
  const { openapi, paths } = (await response.json()) as { openapi: string; paths: object };
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/rerank', '/v1/rerank', '/v2/rerank', '/score', '/voyage/v1/rerank']),
  );
});

test('shows the OpenAPI document on a page that needs nothing from elsewhere', async () => {
  const page = await (await app.request('/docs')).text();
  const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
  expect(assets).toHaveLength(2);
  for (const path of assets) expect((await app.request(path)).status).toBe(200);
});
