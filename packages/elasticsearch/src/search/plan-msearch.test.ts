import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { answerMsearch } from './answer-msearch.ts';
import { planMsearch } from './plan-msearch.ts';

const query = { match: { text: 'apples' } };
const reranker = createReranker({ scorer: fakeScorer(Number) });

test('refuses by name a rank window that one of several indices refused', async () => {
  const searches = [{}, { query }, {}, { query }];
  const plan = planMsearch({ searches }, { reranker, passage: 'text' });
  const reason =
    'Result window is too large, from + size must be less than or equal to: [50] but was [100].';
  const whole = { _shards: { failed: 0 }, hits: { hits: [] } };
  const partial = {
    _shards: { failed: 1, failures: [{ reason: { reason } }] },
    hits: { hits: [] },
  };
  const answer = { took: 1, responses: [whole, partial] } as never;
  await expect(answerMsearch(plan, answer, { reranker })).rejects.toMatchObject({
    code: 'invalid_request',
    argument: 'searches[3].rankWindowSize',
    message: expect.stringContaining('is 100, beyond 50, the index.max_result_window'),
  });
});
