import { describe, expect, test } from 'vitest';
import { gatewayOfLevels } from '../../testing/gateway-of-levels.ts';
import { postTo } from '../../testing/post-to.ts';

const gateway = gatewayOfLevels();
const query = 'q';
const texts = ['2', '7', '4'];
const documents = texts;

/** The least that each dialect is asked with. */
const requests: [dialect: string, path: string, body: object][] = [
  ['cohere-v1', '/cohere-v1/v1/rerank', { query, documents }],
  ['cohere-v2', '/v2/rerank', { query, documents }],
  ['jina', '/v1/rerank', { query, documents }],
  ['voyage', '/voyage/v1/rerank', { query, documents }],
  ['vllm', '/rerank', { query, documents }],
  ['infinity', '/infinity/rerank', { query, documents }],
  ['llama-cpp', '/reranking', { query, documents }],
  ['dashscope', '/reranks', { query, documents }],
  ['mixedbread', '/v1/reranking', { query, input: texts }],
  ['nvidia', '/v1/ranking', { query: { text: query }, passages: texts.map((text) => ({ text })) }],
  ['tei', '/rerank', { query, texts }],
];
const inOrder: typeof requests = [
  ['weaviate', '/weaviate/rerank', { query, documents }],
  ['vllm-score', '/score', { text_1: query, text_2: texts }],
];

describe.each(requests)('%s on %s', (_dialect, path, body) => {
  test.each(['top_n', 'top_k'])('keeps the first of %s', async (name) => {
    const answer = await postTo(gateway, path, { ...body, [name]: 2 });
    expect(answer.response.status).toBe(200);
    expect(listIn(answer.body)).toMatchObject([{ index: 1 }, { index: 2 }]);
  });
});

describe.each([...requests, ...inOrder])('%s on %s', (dialect, path, body) => {
  test.each([
    ['truncation_side', 'left'],
    ['truncation_direction', 'Left'],
    ['max_tokens_per_query', 5],
    ['instruction', 'Find the answer.'],
    ['instruct', 'Find the answer.'],
    ['chat_template_kwargs', { instruction: 'Find the answer.' }],
    ['use_activation', false],
    ['rewrite_query', 'true'],
  ])('refuses what is not to be had by name: %s', async (name, value) => {
    const answer = await postTo(gateway, path, { ...body, [name]: value });
    expect(answer.response.status).toBe(422);
    expect(answer.response.headers.get('x-rerank-dialect')).toBe(dialect);
    expect(JSON.stringify(answer.body)).toContain(`${name}: must be `);
  });

  test('takes what holds anyway', async () => {
    const said = {
      truncation_side: 'right',
      truncation_direction: 'Right',
      max_tokens_per_query: 0,
      instruction: '',
      instruct: null,
      chat_template_kwargs: {},
      use_activation: 'true',
      rewrite_query: false,
    };
    const answer = await postTo(gateway, path, { ...body, ...said });
    expect(answer.response.status).toBe(200);
    expect(answer.response.headers.get('x-rerank-dialect')).toBe(dialect);
  });
});

test.each([
  ['/v1/rerank', { documents: [{ a: '2' }, { a: '7' }] }],
  ['/infinity/rerank', { documents: [{ a: '2' }, { a: '7' }] }],
  ['/reranking', { documents: [{ a: '2' }, { a: '7' }] }],
  ['/reranks', { documents: [{ a: '2' }, { a: '7' }] }],
  ['/v1/reranking', { input: [{ a: '2' }, { a: '7' }] }],
])('reads the field of rank_fields on %s', async (path, body) => {
  const answer = await postTo(gateway, path, { query, ...body, rank_fields: ['a'] });
  expect(listIn(answer.body)).toMatchObject([{ index: 1 }, { index: 0 }]);
});

/** The results of an answer, which stand alone or under a name of their own. */
function listIn(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer;
  return Object.values(answer as object).find((value) => Array.isArray(value));
}
