import { describe, expect, test } from 'vitest';
import { gatewayOfLevels } from '../../testing/gateway-of-levels.ts';
import { postTo } from '../../testing/post-to.ts';
import { conversations } from './__fixtures__/conversations.ts';
import { newerConversations } from './__fixtures__/newer-conversations.ts';
import { DIALECTS } from './dialects.ts';

const gateway = gatewayOfLevels();
const query = 'q';
const documents = ['2', '7', '4'];

describe.each([...conversations, ...newerConversations])(
  '%s on %s',
  (dialect, path, request, expected) => {
    test.each([path, `/${dialect}${path}`])('is answered in its own shape at %s', async (at) => {
      const { response, body } = await postTo(gateway, at, { query, ...request });
      expect(body).toEqual(expected);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-rerank-dialect')).toBe(dialect);
      const { responseSchema } = DIALECTS.find(({ name }) => name === dialect)!;
      expect(responseSchema.safeParse(body).success).toBe(true);
    });
  },
);

test.each(DIALECTS)(
  '$name tells an error in its own shape',
  async ({ name, paths, errorSchema }) => {
    const { response, body } = await postTo(gateway, `/${name}${paths[0]}`, {
      query: name === 'nvidia' ? { text: ' ' } : ' ',
      text_1: ' ',
    });
    expect(response.status).toBe(422);
    expect(errorSchema.safeParse(body).success).toBe(true);
    expect(JSON.stringify(body)).toMatch(/(query|query\.text|text_1): must not be blank/);
  },
);

test('takes null for a field left out', async () => {
  const asked = { model: null, query, documents, top_n: null, rank_fields: null };
  const { response } = await postTo(gateway, '/v1/rerank', asked);
  expect(response.status).toBe(200);
});

test('keeps request order among equal scores', async () => {
  const { body } = await postTo(gateway, '/rerank', { query, texts: ['3', '5', '3', '5', '3'] });
  expect((body as { index: number }[]).map(({ index }) => index)).toEqual([1, 3, 0, 2, 4]);
});

test('adds the score and its distribution where a header or the body asks for them', async () => {
  const lb_rerank = { score: 7, probabilities: [0, 0, 0, 0, 0, 0, 1] };
  const byHeader = await postTo(
    gateway,
    '/rerank',
    { query, texts: ['7'] },
    {
      'x-rerank-details': 'true',
    },
  );
  expect(byHeader.body).toEqual([{ index: 0, score: 1, lb_rerank }]);
  const asked = { query, documents: ['7'], return_details: true };
  const byBody = await postTo(gateway, '/v2/rerank', asked);
  expect(byBody.body).toMatchObject({ results: [{ index: 0, relevance_score: 1, lb_rerank }] });
});

test.each([
  ['/v1/rerank', 'top_n'],
  ['/voyage/v1/rerank', 'top_k'],
  ['/reranking', 'top_n'],
  ['/rerank', 'top_n'],
  ['/infinity/rerank', 'top_n'],
])('%s counts tokens of all that was read, however few results come back', async (at, topN) => {
  const { body } = await postTo(gateway, at, { query: 'four', documents, [topN]: 1 });
  // Three pairs of five characters each.
  expect(body).toMatchObject({ usage: { total_tokens: 4 } });
});

test('reads several fields of a document under their names', async () => {
  const asked = {
    query,
    documents: [{ title: '3' }, { title: '3', text: '9' }],
    rank_fields: ['title', 'text'],
    return_documents: true,
  };
  const { body } = await postTo(gateway, '/v1/rerank', asked);
  expect(body).toMatchObject({
    results: [{ document: { text: '3' } }, { document: { text: 'title: 3\ntext: 9' } }],
  });
});

test('refuses a document without a text, by its place', async () => {
  const { response, body } = await postTo(gateway, '/v1/rerank', {
    query,
    documents: ['1', { title: 'x' }],
  });
  expect(response.status).toBe(422);
  expect(body).toEqual({ detail: expect.stringContaining('documents[1]') as string });
});
