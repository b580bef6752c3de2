import { expect, test } from 'vitest';
import { gatewayOfLevels } from '../../testing/gateway-of-levels.ts';
import { postTo } from '../../testing/post-to.ts';

const gateway = gatewayOfLevels();
const statusAndBody = async (path: string, body: object) => {
  const { response, body: answer } = await postTo(gateway, path, { query: 'q', ...body });
  return { status: response.status, answer };
};
const part = (text: string) => ({ content: [{ type: 'text', text }] });

test.each<[string, object]>([
  ['/v1/rerank', { documents: ['2', part('7'), { content: '4' }] }],
  ['/v2/rerank', { documents: ['2', { text: '7' }, { meta: { a: 1 }, text: 4 }] }],
  [
    '/v2/rerank',
    {
      documents: [{ meta: { title: '2' } }, { meta: { title: ['7'] } }, { 'meta.title': 4 }],
      rank_fields: ['meta.title'],
    },
  ],
])('reads the documents of %s: %j', async (path, body) => {
  const { status, answer } = await statusAndBody(path, body);
  expect(status).toBe(200);
  expect((answer as { results: { index: number }[] }).results.map(({ index }) => index)).toEqual([
    1, 2, 0,
  ]);
});

test('takes one text for a list of one', async () => {
  expect(await statusAndBody('/rerank', { documents: '7' })).toMatchObject({
    status: 200,
    answer: { results: [{ index: 0, relevance_score: 1 }] },
  });
});

test('names the part of a document that is no text', async () => {
  const image = {
    content: [
      { type: 'text', text: '7' },
      { type: 'image_url', image_url: {} },
    ],
  };
  const { status, answer } = await statusAndBody('/v2/rerank', { documents: ['2', image] });
  expect(status).toBe(422);
  expect(answer).toMatchObject({
    message: expect.stringContaining('documents[1].content[1]') as string,
  });
});

test.each<[string, object]>([
  ['/rerank', { query: part('q'), documents: ['2', part('7')] }],
  ['/v2/rerank', { query: { content: 'q' }, documents: ['2', '7'] }],
  ['/v1/reranking', { query: part('q'), input: ['2', part('7')] }],
  ['/score', { text_1: 'q', text_2: ['2', part('7')] }],
  ['/score', { text_1: part('q'), text_2: ['2', '7'] }],
  ['/score', { data_1: 'q', data_2: ['2', '7'] }],
  ['/score', { data_1: [part('q'), 'q'], data_2: [part('2'), '7'] }],
  ['/score', { queries: 'q', documents: ['2', '7'] }],
])('reads the texts of %s: %j, and counts tokens', async (path, body) => {
  const { status, answer } = await statusAndBody(path, body);
  expect(status).toBe(200);
  const { data, results, usage } = answer as Record<string, Record<string, unknown>[]>;
  const best = [data, results].flatMap((found) => found ?? []).find(({ index }) => index === 1);
  expect(best?.['relevance_score'] ?? best?.['score']).toBe(1);
  expect(usage).toMatchObject({ completion_tokens: 0, total_tokens: 1 });
});

test('takes one object for a list of one', async () => {
  for (const documents of [part('7'), { text: '7' }]) {
    expect(await statusAndBody('/rerank', { documents })).toMatchObject({
      status: 200,
      answer: { results: [{ index: 0, relevance_score: 1 }] },
    });
  }
});

const image = {
  content: [
    { type: 'text', text: 'q' },
    { type: 'image_url', image_url: {} },
  ],
};

test.each([
  ['/rerank', { query: image, documents: ['1'] }, 'query.content[1]: is no text'],
  ['/rerank', { query: part(' '), documents: ['1'] }, 'query: must not be blank'],
  ['/rerank', { query: {}, documents: ['1'] }, 'query.content: must be a text'],
  ['/rerank', { query: 5, documents: ['1'] }, 'query: must be a text'],
  ['/rerank', { documents: ['1', image] }, 'documents[1].content[1] is no text'],
  ['/rerank', { documents: ['1', null, 5] }, 'documents[1]: must be a text or an object'],
  ['/rerank', {}, 'documents: is missing'],
  ['/v1/reranking', { input: ['1', image] }, 'input[1].content[1] is no text'],
  ['/rerank', { texts: ['1', 5] }, 'texts[1]: must be a text'],
  ['/rerank', { texts: 'one' }, 'texts: must be a list'],
  ['/score', { text_1: ['q', image], text_2: ['1', '2'] }, 'text_1[1].content[1]: is no text'],
  ['/score', { text_1: 'q', text_2: [image] }, 'text_2[0].content[1] is no text'],
  ['/v1/ranking', { query: { text: image }, passages: [] }, 'query.text.content[1]: is no text'],
  ['/v1/ranking', { query: { text: 'q' }, passages: [{}] }, 'passages[0]: must have a text'],
])('names what is no text on %s: %j', async (path, body, message) => {
  const { status, answer } = await statusAndBody(path, body);
  expect(status).toBe(422);
  expect(JSON.stringify(answer)).toContain(message);
});
