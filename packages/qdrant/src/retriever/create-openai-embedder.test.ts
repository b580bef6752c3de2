import { sendJson, serveFaults } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { createOpenaiEmbedder } from './create-openai-embedder.ts';
import { qdrantInference } from './qdrant-inference.ts';

const vectorOf = (embedding: unknown) => ({ data: [{ index: 0, embedding }] });

describe('createOpenaiEmbedder', () => {
  test('asks for the numbers of one prefixed query', async () => {
    const bodies: unknown[] = [];
    await using server = await serveFaults(({ body, response }) => {
      bodies.push(body);
      sendJson(response, vectorOf([0.1, 0.2]));
    });
    const embed = createOpenaiEmbedder({
      baseURL: server.baseURL,
      model: 'e5',
      dimensions: 2,
      queryPrefix: 'query: ',
    });
    expect(await embed('apples', {})).toEqual([0.1, 0.2]);
    expect(server.requests).toEqual(['/v1/embeddings']);
    expect(bodies).toEqual([
      { model: 'e5', input: ['query: apples'], encoding_format: 'float', dimensions: 2 },
    ]);
  });

  test('tries again what can pass', async () => {
    await using server = await serveFaults(({ response }) => {
      if (server.requests.length === 1) {
        response.setHeader('retry-after-ms', '1');
        sendJson(response, {}, 503);
      } else sendJson(response, vectorOf([1]));
    });
    const embed = createOpenaiEmbedder({ baseURL: server.baseURL, model: 'e5' });
    expect(await embed('apples', {})).toEqual([1]);
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, unknown]>([
    ['no vector', { data: [] }],
    ['an empty one', vectorOf([])],
    ['one in letters', vectorOf('AACAPw==')],
    ['one with a hole', vectorOf([1, null])],
  ])('says which server gave %s', async (_, answer) => {
    await using server = await serveFaults(({ response }) => sendJson(response, answer));
    const embed = createOpenaiEmbedder({ baseURL: server.baseURL, model: 'e5' });
    await expect(embed('apples', {})).rejects.toMatchObject({
      code: 'backend_output',
      url: server.baseURL,
      message: expect.stringContaining('model e5 gave no vector'),
    });
  });

  test('refuses an address that is none', () => {
    const create = () => createOpenaiEmbedder({ baseURL: 'localhost:8000', model: 'e5' });
    expect(create).toThrow('baseURL must be an http or https address');
  });
});

test.each<[object, string]>([
  [{ baseURL: 'http://127.0.0.1:1/v1', model: 'e5', queryPrefx: 'query: ' }, 'queryPrefx'],
  [{ baseURL: 'http://127.0.0.1:1/v1', modell: 'e5' }, 'modell'],
  [{ baseURL: 'http://127.0.0.1:1/v1' }, 'model'],
])('refuses %o, which would embed other than was meant', (options, argument) => {
  const creating = () => createOpenaiEmbedder(options as never);
  expect(creating).toThrow(expect.objectContaining({ code: 'invalid_request', argument }) as Error);
});

test.each<[object, string]>([
  [{ modle: 'Qdrant/bm25' }, 'modle'],
  [{}, 'model'],
])('refuses %o for Qdrant itself too', (options, argument) => {
  const creating = () => qdrantInference(options as never);
  expect(creating).toThrow(expect.objectContaining({ code: 'invalid_request', argument }) as Error);
});
