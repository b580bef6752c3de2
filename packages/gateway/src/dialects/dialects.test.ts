import { describe, expect, test } from 'vitest';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { DIALECTS } from './dialects.ts';

const gateway = gatewayOfLevels();
const query = 'q';
const documents = ['2', '7', '4'];
const usage = expect.objectContaining({ total_tokens: expect.any(Number) as number }) as object;
const id = expect.any(String) as string;
const created = expect.any(Number) as number;
const ranked = [
  { index: 1, relevance_score: 1 },
  { index: 2, relevance_score: 0.5 },
  { index: 0, relevance_score: 1 / 6 },
];
const withTexts = ranked.map((result) => ({
  ...result,
  document: { text: documents[result.index] },
}));

/** A request as a client of that system sends it, and what it expects to read. */
const conversations: [dialect: string, path: string, request: object, answer: unknown][] = [
  [
    'cohere-v2',
    '/v2/rerank',
    { model: 'rerank-v3.5', documents, top_n: 1 },
    {
      id,
      results: [ranked[0]],
      meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
    },
  ],
  [
    'cohere-v1',
    '/v1/rerank',
    {
      model: 'rerank-english-v3.0',
      documents: documents.map((body) => ({ body, other: 'x' })),
      rank_fields: ['body'],
      return_documents: true,
    },
    {
      id,
      results: withTexts,
      meta: { api_version: { version: '1' }, billed_units: { search_units: 1 } },
    },
  ],
  [
    'jina',
    '/v1/rerank',
    { model: 'jina-reranker-v2', documents: documents.map((text) => ({ text })) },
    {
      id,
      model: 'levels',
      object: 'list',
      usage,
      results: withTexts,
    },
  ],
  [
    'voyage',
    '/v1/rerank',
    { model: 'rerank-2.5', documents, top_k: 2, return_documents: true },
    {
      object: 'list',
      data: ranked.slice(0, 2).map((result) => ({ ...result, document: documents[result.index] })),
      model: 'levels',
      usage,
    },
  ],
  [
    'vllm',
    '/rerank',
    { documents, top_n: 0, truncate_prompt_tokens: -1 },
    {
      id,
      model: 'levels',
      usage,
      results: withTexts,
    },
  ],
  [
    'vllm',
    '/v2/rerank',
    { documents, truncate_prompt_tokens: 100 },
    {
      id,
      model: 'levels',
      usage,
      results: withTexts,
    },
  ],
  [
    'vllm-score',
    '/score',
    { text_1: query, text_2: documents },
    {
      id,
      object: 'list',
      created,
      model: 'levels',
      data: [1 / 6, 1, 0.5].map((score, index) => ({ index, object: 'score', score })),
      usage: {},
    },
  ],
  [
    'vllm-score',
    '/v1/score',
    { queries: ['a', 'b'], documents: ['7', '1'] },
    {
      id,
      object: 'list',
      created,
      model: 'levels',
      data: [1, 0].map((score, index) => ({ index, object: 'score', score })),
      usage: {},
    },
  ],
  [
    'tei',
    '/rerank',
    { texts: documents, return_text: true, top_n: 1 },
    ranked.map(({ index, relevance_score: score }) => ({ index, score, text: documents[index] })),
  ],
  [
    'tei',
    '/v1/rerank',
    { texts: documents, raw_scores: true },
    [
      { index: 1, score: 7 },
      { index: 2, score: 4 },
      { index: 0, score: 2 },
    ],
  ],
  [
    'infinity',
    '/rerank',
    { documents, raw_scores: false, return_documents: true },
    {
      object: 'rerank',
      id,
      created,
      model: 'levels',
      results: ranked.map((result) => ({ ...result, document: documents[result.index] })),
      usage,
    },
  ],
  [
    'llama-cpp',
    '/v1/reranking',
    { documents, top_n: 2 },
    {
      model: 'levels',
      object: 'list',
      usage,
      results: ranked.slice(0, 2),
    },
  ],
  [
    'weaviate',
    '/rerank',
    { documents, property: '' },
    {
      query,
      scores: [1 / 6, 1, 0.5].map((score, index) => ({ document: documents[index], score })),
    },
  ],
];

describe.each(conversations)('%s on %s', (dialect, path, request, expected) => {
  test.each([path, `/${dialect}${path}`])('is answered in its own shape at %s', async (at) => {
    const { response, body } = await postTo(gateway, at, { query, ...request });
    expect(body).toEqual(expected);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-rerank-dialect')).toBe(dialect);
    const { responseSchema } = DIALECTS.find(({ name }) => name === dialect)!;
    expect(responseSchema.safeParse(body).success).toBe(true);
  });
});

test.each(DIALECTS)(
  '$name tells an error in its own shape',
  async ({ name, paths, errorSchema }) => {
    const { response, body } = await postTo(gateway, `/${name}${paths[0]}`, {
      query: ' ',
      text_1: ' ',
    });
    expect(response.status).toBe(422);
    expect(errorSchema.safeParse(body).success).toBe(true);
    expect(JSON.stringify(body)).toMatch(/(query|text_1): must not be blank/);
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
