import { expect, test } from 'vitest';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { rerank } from './rerank.ts';

test('names the candidate of a passage that is refused, whatever batch and place it had there', async () => {
  const inner = fakeScorer(Number);
  const passages = ['2', '2', null, '3', '4', '7', '5'];
  const ranking = await rerank({
    scorer: {
      ...inner,
      score: async (request) => {
        const index = request.passages.indexOf('7');
        if (index >= 0) throw new ContextLengthError({ part: 'passage', index });
        return inner.score(request);
      },
    },
    query: 'apples',
    candidates: passages.map((passage) => ({ document: passage, passage })),
    passagesPerCall: 2,
  });
  expect(ranking.outcome).toBe('partial');
  expect(ranking.error).toMatchObject({ code: 'context_length', part: 'passage', index: 5 });
});
