import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test, vi } from 'vitest';
import type { Details } from '../dialects/shared/details-of.ts';
import type { Gateway } from '../gateway.ts';
import { gatewayOfContext } from '../testing/gateway-of-context.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';

const query = 'q';
const path = '/v2/rerank';

describe('limits', () => {
  const gateway = gatewayOfLevels({
    maxBodyBytes: 300,
    maxDocuments: 3,
    maxCharactersPerDocument: 10,
  });

  test.each([
    ['a body that is too large', 413, { query, documents: ['x'.repeat(400)] }, 'too_large'],
    ['too many documents', 422, { query, documents: ['1', '2', '3', '4'] }, 'too_many_documents'],
    [
      'a document that is too long',
      422,
      { query, documents: ['1', '12345678901'] },
      'document_too_long',
    ],
    ['a query that is too long', 422, { query: '12345678901', documents: [] }, 'document_too_long'],
    ['a body that is not JSON', 400, '{"query":', 'invalid_json'],
  ])('refuse %s', async (_, status, body, code) => {
    const answer = await postTo(gateway, path, body);
    expect(answer.response.status).toBe(status);
    expect(answer.response.headers.get('x-rerank-error')).toBe(code);
    expect(answer.body).toEqual({ message: expect.any(String), id: expect.any(String) });
  });

  test('refuse a body of unknown length as soon as it is too large', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(100));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' };
    const response = await gateway.app.request(path, init as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(10);
  });
});

describe('a request that cannot be reranked in time', () => {
  const gateway = gatewayOfLevels();
  const late = { query, documents: ['2', 'late', '4'] };

  test('is answered with 504 after its own deadline', async () => {
    const answer = await postTo(gateway, path, late, { 'x-rerank-deadline-ms': '50' });
    expect(answer.response.status).toBe(504);
    expect(answer.response.headers.get('retry-after')).toBe('2');
    expect(answer.response.headers.get('x-rerank-error')).toBe('backend_timeout');
  });

  test('is passed through where that is wanted: what is scored leads, the rest stays in order', async () => {
    const answer = await postTo(gateway, path, late, {
      'x-rerank-deadline-ms': '50',
      'x-rerank-on-failure': 'passthrough',
      'x-rerank-details': 'true',
    });
    expect(answer.response.status).toBe(200);
    expect(answer.response.headers.get('x-rerank-outcome')).toBe('partial');
    expect(answer.response.headers.get('x-rerank-error')).toBe('backend_timeout');
    expect(answer.body).toMatchObject({
      results: [
        { index: 2, relevance_score: 0.5 },
        { index: 0, relevance_score: 0.166666666666667 },
        { index: 1, relevance_score: 0, lb_rerank: { score: null, probabilities: null } },
      ],
    });
  });

  test('has the lowest score where the model is down, and the order that came', async () => {
    const passing = gatewayOfLevels({ onFailure: 'passthrough' });
    const asked = { model: 'rerank-2.5', query, documents: ['down', 'late'] };
    const answer = await postTo(passing, '/v1/rerank', asked, { 'x-rerank-deadline-ms': '50' });
    expect(answer.response.headers.get('x-rerank-outcome')).toBe('fallback');
    expect(answer.body).toMatchObject({
      data: [
        { index: 0, relevance_score: 0 },
        { index: 1, relevance_score: 0 },
      ],
    });
  });

  test('tells nothing of an error that is not ours, which may quote a document', async () => {
    const answer = await postTo(gateway, path, { query, documents: ['down'] });
    expect(answer.response.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('cannot read');
  });
});

test.each([
  ['x-rerank-deadline-ms', '0'],
  ['x-rerank-deadline-ms', '1e3'],
  ['x-rerank-deadline-ms', '999999999'],
  ['x-rerank-on-failure', 'ignore'],
  ['x-rerank-document-format', 'HTML'],
  ['x-rerank-details', 'yes'],
  ['x-rerank-best-chunks', '0'],
  ['x-rerank-chunk-tokens', '300'],
])('refuses the header %s: %s, by its name', async (name, value) => {
  const gateway = gatewayOfLevels();
  const asked = { query, documents: ['1'] };
  const { response, body } = await postTo(gateway, path, asked, { [name]: value });
  expect(response.status).toBe(422);
  expect(body).toMatchObject({ message: expect.stringContaining(name) as string });
});

test('reads the best chunks of a long document where a header says so, and tells which', async () => {
  const filler = '5 is not what is looked for here. '.repeat(40);
  const document = `${filler}The okapi lives in the Congo. ${filler}`;
  const gateway = gatewayOfContext().gateway;
  const asked = { query: 'okapi', documents: [document, '3'] };
  const { body } = await postTo(gateway, path, asked, {
    'x-rerank-best-chunks': '1',
    'x-rerank-chunk-tokens': '40',
    'x-rerank-details': 'true',
  });
  const { results } = body as { results: ({ index: number } & Details)[] };
  const { start, end } = results.find(({ index }) => index === 0)!.lb_rerank!.passage_range!;
  expect(document.slice(start, end)).toContain('okapi');
  expect(end - start).toBeLessThan(250);
  expect(results.find(({ index }) => index === 1)!.lb_rerank).not.toHaveProperty('passage_range');
});

test('refuses more pairs at once than it may hold, with the time to come again', async () => {
  const gateway = gatewayOfLevels({ maxPairsInFlight: 3 });
  const leaving = new AbortController();
  const first = postTo(gateway, path, { query, documents: ['late', '1'] }, {}, leaving.signal);
  await untilInWork(gateway);
  const asked = { query, documents: ['1', '2'] };
  const refused = await postTo(gateway, path, asked);
  expect(refused.response.status).toBe(429);
  expect(refused.response.headers.get('retry-after')).toBe('1');
  const passed = await postTo(gateway, path, asked, { 'x-rerank-on-failure': 'passthrough' });
  expect(passed.response.headers.get('x-rerank-outcome')).toBe('fallback');
  expect(passed.body).toMatchObject({ results: [{ index: 0 }, { index: 1 }] });
  leaving.abort();
  expect((await first).response.headers.get('x-rerank-error')).toBe('client_gone');
  expect((await postTo(gateway, path, asked)).response.status).toBe(200);
});

test('finishes what it took when it stops, and refuses the new', async () => {
  const model = Promise.withResolvers<number>();
  const scorer = fakeScorer(() => model.promise);
  const gateway = gatewayOfLevels({}, createReranker({ scorer }));
  const taken = postTo(gateway, path, { query, documents: ['1', '2'] });
  await untilInWork(gateway);
  let hasStopped = false;
  const stopping = gateway.stop().then(() => (hasStopped = true));
  const refused = await postTo(gateway, path, { query, documents: ['1'] });
  expect(refused.response.status).toBe(503);
  expect(hasStopped).toBe(false);
  model.resolve(4);
  expect((await taken).response.status).toBe(200);
  await stopping;
});

/** Waits until the gateway has taken a request, which its metrics tell. */
async function untilInWork({ app }: Gateway): Promise<void> {
  await vi.waitFor(async () => {
    const metrics = await (await app.request('/metrics')).text();
    expect(metrics).toMatch(/^lb_rerank_pairs_in_flight [1-9]/m);
  });
}
