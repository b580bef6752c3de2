import { expect, test } from 'vitest';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';

const gateway = gatewayOfLevels();
const ask = async (method: string, path: string) => {
  const response = await gateway.app.request(path, { method });
  return { response, body: await response.json() };
};

test('names the method and the path that it has nothing for, by every name of an error', async () => {
  const { response, body } = await ask('GET', '/v3/rerank');
  expect(response.status).toBe(404);
  const message = 'no GET /v3/rerank here; /docs shows what there is; did you mean /v1/rerank?';
  expect(body).toEqual({ error: { message, code: 404 }, message, detail: message });
});

test('has nothing for a file that the playground lacks', async () => {
  expect((await ask('GET', '/playground/none.js')).response.status).toBe(404);
});

test.each(DIALECTS)(
  'tells so in the shape of $name in its folder',
  async ({ name, errorSchema }) => {
    for (const path of [`/${name}`, `/${name}/v9/rerank`]) {
      const { response, body } = await ask('POST', path);
      expect(response.status).toBe(404);
      expect(errorSchema.safeParse(body).success).toBe(true);
      expect(JSON.stringify(body)).toContain(`no POST ${path} here`);
    }
  },
);

test.each([
  ['GET', '/v2/rerank', 'POST', { message: expect.any(String), id: expect.any(String) }],
  ['GET', '/v1/rerank', 'POST', { detail: expect.any(String) }],
  ['DELETE', '/rerank', 'POST', { error: expect.objectContaining({ code: 405 }) }],
  ['PUT', '/jina/rerank/', 'POST', { detail: expect.any(String) }],
  ['GET', '/tei/rerank', 'POST', { error: expect.any(String), error_type: 'Validation' }],
  ['POST', '/v1/models', 'GET', expect.objectContaining({ detail: expect.any(String) })],
  ['POST', '/v1/models/any', 'GET', expect.objectContaining({ detail: expect.any(String) })],
])(
  'tells a %s on %s which methods it takes, as its dialect does',
  async (...[method, path, allowed, shape]) => {
    const { response, body } = await ask(method, path);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
    expect(body).toEqual(shape);
  },
);
