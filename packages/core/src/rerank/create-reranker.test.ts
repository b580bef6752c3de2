import { describe, expect, test } from 'vitest';
import { fakeScorer } from '../scorer/fake-scorer.ts';
import { createReranker } from './create-reranker.ts';

const request = { query: 'apples', candidates: [{ document: 'd0', passage: '5' }] };

describe('createReranker', () => {
  test('remembers pairs unless told not to', async () => {
    const scorer = fakeScorer(Number);
    const reranker = createReranker({ scorer });
    await reranker.rerank(request);
    await reranker.rerank(request);
    expect(scorer.requests).toHaveLength(1);

    const forgetful = createReranker({ scorer, cache: false });
    await forgetful.rerank(request);
    await forgetful.rerank(request);
    expect(scorer.requests).toHaveLength(3);
  });

  test('applies its deadline to requests that name none', async () => {
    const scorer = fakeScorer(() => new Promise<number>(() => {}));
    const ranking = await createReranker({ scorer, deadlineMs: 20 }).rerank(request);
    expect(ranking).toMatchObject({ outcome: 'fallback', error: { code: 'backend_timeout' } });
  });
});
