import { expect } from 'vitest';
import type { conversations } from './conversations.ts';

const query = 'q';
const documents = ['2', '7', '4'];
const usage = expect.objectContaining({ completion_tokens: 0 }) as object;
const id = expect.any(String) as string;

/** The same of interfaces that came later. */
export const newerConversations: typeof conversations = [
  [
    'mixedbread',
    '/v1/reranking',
    {
      model: 'mxbai-rerank-large-v2',
      input: documents,
      documents: null,
      top_k: 2,
      return_input: 'true',
    },
    {
      usage,
      model: 'levels',
      data: [
        { index: 1, score: 1, input: '7', object: 'rank_result' },
        { index: 2, score: 0.5, input: '4', object: 'rank_result' },
      ],
      object: 'list',
      top_k: 2,
      return_input: true,
    },
  ],
  [
    'nvidia',
    '/v1/ranking',
    {
      model: 'nv-rerank',
      query: { text: query },
      passages: documents.map((text) => ({ text })),
      truncate: 'END',
    },
    {
      rankings: [
        { index: 1, logit: 13.815509557935 },
        { index: 2, logit: 0 },
        { index: 0, logit: -1.6094379124341 },
      ],
      usage,
    },
  ],
  [
    'dashscope',
    '/compatible-api/v1/reranks',
    { model: 'qwen3-rerank', documents, top_n: 3, instruct: 'any' },
    {
      object: 'list',
      results: [
        { index: 1, relevance_score: 1 },
        { index: 2, relevance_score: 0.5 },
        { index: 0, relevance_score: 0.166666666666667 },
      ],
      model: 'levels',
      id,
      usage,
    },
  ],
];
