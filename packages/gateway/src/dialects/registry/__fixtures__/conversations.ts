import { expect } from 'vitest';

const query = 'q';
const documents = ['2', '7', '4'];
/** No token is written, and some clients want that said. */
const usage = expect.objectContaining({ total_tokens: expect.any(Number) as number }) as object;
const id = expect.any(String) as string;
/** As it is written, with 15 digits. */
const SIXTH = 0.166666666666667;
const created = expect.any(Number) as number;
const ranked = [
  { index: 1, relevance_score: 1 },
  { index: 2, relevance_score: 0.5 },
  { index: 0, relevance_score: SIXTH },
];
const withTexts = ranked.map((result) => ({
  ...result,
  document: { text: documents[result.index] },
}));

/** Requests as the clients of each system send them, and what these expect to read, for a model that finds in a text its level. */
export const conversations: [dialect: string, path: string, request: object, answer: unknown][] = [
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
      meta: { billed_units: { search_units: 1 } },
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
      data: [SIXTH, 1, 0.5].map((score, index) => ({ index, object: 'score', score })),
      usage,
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
      usage,
    },
  ],
  [
    'tei',
    '/rerank',
    { texts: documents, return_text: true, top_n: 2 },
    ranked
      .slice(0, 2)
      .map(({ index, relevance_score: score }) => ({ index, score, text: documents[index] })),
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
      scores: [SIXTH, 1, 0.5].map((score, index) => ({ document: documents[index], score })),
    },
  ],
];
