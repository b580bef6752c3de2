import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { serveGateway } from '../serve-gateway.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';

/** The part of the description that is looked at. */
interface OpenapiDocument {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post: {
          readonly description: string;
          readonly parameters: readonly { in: string; name: string }[];
        };
      }
    >
  >;
}

const gateway = gatewayOfLevels();
const asked = { query: 'q', documents: ['1', '2'] };

test.each([
  ['x-rerank-deadlin-ms', '; did you mean x-rerank-deadline-ms?'],
  ['X-Rerank-Detail', '; did you mean x-rerank-details?'],
  ['x-rerank-zzzzzzzzzzzzzzzzzzzzz', '; there are x-rerank-deadline-ms, x-rerank-on-failure, '],
])('refuses %s, and says what is meant', async (name, hint) => {
  const { response, body } = await postTo(gateway, '/v2/rerank', asked, { [name]: '1' });
  expect(response.status).toBe(422);
  expect(response.headers.get('x-rerank-error')).toBe('invalid_request');
  const { message } = body as { message: string };
  expect(message).toContain(
    `there is no such option of this gateway: ${name.toLowerCase()}${hint}`,
  );
});

test('tells a header of answers from a misspelt option', async () => {
  const headers = { 'x-rerank-outcome': 'reranked' };
  const { response, body } = await postTo(gateway, '/v2/rerank', asked, headers);
  expect(response.status).toBe(422);
  const { message } = body as { message: string };
  expect(message).toContain(
    'this is a header of answers, and no option: x-rerank-outcome; there are',
  );
});

test('refuses a misspelt option of whoever comes over a socket', async () => {
  const reranker = createReranker({ scorer: fakeScorer(() => 1) });
  const logger = pino({ enabled: false });
  await using served = await serveGateway({ reranker, settings: { port: 0 }, logger });
  const statusOf = async (headers: Record<string, string>) => {
    const init = { method: 'POST', body: JSON.stringify(asked), headers };
    return (await fetch(`${served.url}/v2/rerank`, init)).status;
  };
  expect(await statusOf({ 'X-Rerank-Deadline-Ms': '1000' })).toBe(200);
  expect(await statusOf({ 'X-Rerank-Deadlin-Ms': '1000' })).toBe(422);
});

test('takes every option that the description lists', async () => {
  const described = (await (await gateway.app.request('/openapi.json')).json()) as OpenapiDocument;
  const { parameters, description } = described.paths['/v2/rerank']!.post;
  const names = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  expect(names).toHaveLength(6);
  expect(description).toContain('refused with 422');
  const values: Record<string, string> = {
    'x-rerank-on-failure': 'error',
    'x-rerank-document-format': 'text',
    'x-rerank-details': 'false',
    'x-rerank-chunk-tokens': '16',
  };
  const headers = Object.fromEntries(names.map((name) => [name, values[name] ?? '1000']));
  const { response } = await postTo(gateway, '/v2/rerank', asked, headers);
  expect(response.status).toBe(200);
});
