import type { estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { askForPlan } from './ask-for-plans.ts';
import { planSearch } from '../plan/plan-search.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const request = { query: { match: { text: 'apples' } }, from: 2, size: 2 };

/** An answer with hits of these numbers, of which a shard failed by a reason. */
function answerOf(first: number, hits: number, reason?: string): estypes.SearchResponse {
  const ids = Array.from({ length: hits }, (_, n) => `${first + n}`);
  const failures =
    reason === undefined ? [] : [{ shard: 0, index: 'a', reason: { type: 'b', reason } }];
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 2, successful: 2 - failures.length, failed: failures.length, failures },
    hits: { hits: ids.map((_id) => ({ _index: 'a', _id })) },
  };
}

test.each([
  { title: 'fewer shards fail', whole: answerOf(0, 9, 'deep'), own: answerOf(2, 2), isOwn: true },
  {
    title: 'shards fail over another size',
    whole: answerOf(0, 9, 'was [100]'),
    own: answerOf(2, 2, 'was [4]'),
    isOwn: true,
  },
  {
    title: 'a hit before the page is lost too',
    whole: answerOf(1, 8, 'broken'),
    own: answerOf(2, 2, 'broken'),
    isOwn: true,
  },
  {
    title: 'the same shards fail as ever',
    whole: answerOf(0, 9, 'broken'),
    own: answerOf(2, 2, 'broken'),
    isOwn: false,
  },
])('takes the own page ($isOwn) where $title', async ({ whole, own, isOwn }) => {
  const plan = planSearch(request, { reranker, passage: 'text' });
  const { answer } = await askForPlan(plan, {
    ask: async ({ size }) => (size === request.size ? own : whole),
    responseIn: (response) => response,
    signal: undefined,
  });
  expect(answer).toBe(isOwn ? own : whole);
});
