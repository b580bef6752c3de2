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
  ['/v1/rerank', { top_k: 1 }, 'voyage'],
  ['/rerank', { property: '' }, 'weaviate'],
  ['/rerank', { raw_scores: false, top_n: 1 }, 'infinity'],
  ['/reranking', { top_n: 1 }, 'llama-cpp'],
  ['/reranks', { top_n: 1 }, 'dashscope'],
  ['/cohere-v2/rerank', { top_n: 1 }, 'cohere-v2'],
])(
  'reads documents as objects, and their named fields, on %s with %j',
  async (path, body, dialect) => {
    const objects = documents.map((title) => ({ text: '1', meta: { title } }));
    const named = { documents: objects, rank_fields: ['meta.title'], ...body };
    const answers = await Promise.all([
      statusAndBody(path, { documents, ...body }),
      statusAndBody(path, { documents: documents.map((text) => ({ text })), ...body }),
      statusAndBody(path, named),
    ]);
    const lasting = answers.map(({ answer, ...rest }) => {
      const { id: _id, created: _created, ...others } = answer as Record<string, unknown>;
      return { ...rest, others };
    });
    expect(lasting[0]).toMatchObject({ status: 200, dialect });
    expect(lasting).toEqual([lasting[0], lasting[0], lasting[0]]);
  },
);
