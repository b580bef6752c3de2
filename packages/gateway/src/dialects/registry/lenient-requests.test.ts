import { expect, test } from 'vitest';
import { gatewayOfLevels } from '../../testing/gateway-of-levels.ts';
import { postTo } from '../../testing/post-to.ts';

const gateway = gatewayOfLevels();
const documents = ['2', '7', '4'];
const statusAndBody = async (path: string, body: object) => {
  const { response, body: answer } = await postTo(gateway, path, { query: 'q', ...body });
  return { status: response.status, dialect: response.headers.get('x-rerank-dialect'), answer };
};

test.each(['true', 'True', 'yes', 'on', '1', 1, true])('reads %j as yes', async (flag) => {
  const { status, answer } = await statusAndBody('/v2/rerank', {
    documents,
    return_documents: flag,
  });
  expect(status).toBe(200);
  expect(answer).toMatchObject({ results: [{ document: { text: '7' } }, {}, {}] });
});

test.each(['false', 'No', 'off', '0', 0, null])('reads %j as no', async (flag) => {
  const { status, answer } = await statusAndBody('/v1/rerank', {
    documents,
    return_documents: flag,
  });
  expect([status, JSON.stringify(answer).includes('"document"')]).toEqual([200, flag === null]);
});

test.each(['2', ' 2 ', '2.0', 2])('reads %j as a number', async (topN) => {
  const { answer } = await statusAndBody('/v2/rerank', { documents, top_n: topN });
  expect((answer as { results: unknown[] }).results).toHaveLength(2);
});

test.each([
  ['return_documents', 'perhaps'],
  ['return_documents', 2],
  ['top_n', '2.5'],
  ['top_n', 'two'],
  ['top_n', '0x2'],
])('refuses %s: %j by name', async (name, value) => {
  const { status, answer } = await statusAndBody('/v2/rerank', { documents, [name]: value });
  expect(status).toBe(422);
  expect(answer).toMatchObject({ message: expect.stringContaining(name) as string });
});

test.each([
  [{ documents, top_n: 1, top_k: null }, 'jina'],
  [{ documents, truncation: null }, 'jina'],
  [{ documents, rank_fields: null, max_chunks_per_doc: null }, 'jina'],
  [{ documents, truncate_prompt_tokens: null, user: null }, 'jina'],
  [{ documents, raw_scores: null }, 'jina'],
  [{ documents, texts: null }, 'jina'],
  [{ texts: documents, documents: null }, 'tei'],
  [{ documents, top_k: 1 }, 'voyage'],
])('takes a field that is null for one that is left out: %j speaks %s', async (body, dialect) => {
  expect(await statusAndBody('/v1/rerank', body)).toMatchObject({ status: 200, dialect });
});

test.each([
  ['/v2/rerank', 'results'],
  ['/cohere-v1/v1/rerank', 'results'],
  ['/rerank', 'results'],
])('keeps the first of top_k on %s', async (path, name) => {
  const { answer } = await statusAndBody(path, { documents, top_k: 1 });
  expect((answer as Record<string, unknown[]>)[name]).toHaveLength(1);
});

test("keeps the first of top_n in TEI's body, and refuses to read a text from its end", async () => {
  expect((await statusAndBody('/rerank', { texts: documents, top_n: 1 })).answer).toHaveLength(1);
  const left = await statusAndBody('/rerank', { texts: documents, truncation_direction: 'Left' });
  expect(left.status).toBe(422);
  const right = { texts: documents, truncation_direction: 'Right' };
  expect((await statusAndBody('/rerank', right)).status).toBe(200);
});

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

test.each([
  { text_1: 'q', text_2: ['2', part('7')] },
  { data_1: 'q', data_2: ['2', '7'] },
  { queries: 'q', documents: ['2', '7'] },
])('scores %j, and counts tokens', async (body) => {
  const { status, answer } = await statusAndBody('/score', body);
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    data: [{ index: 0 }, { index: 1, score: 1 }],
    usage: { completion_tokens: 0, total_tokens: expect.any(Number) as number },
  });
});
