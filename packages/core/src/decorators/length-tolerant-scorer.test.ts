import { describe, expect, test } from 'vitest';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { expectedScore } from '../score/expected-score.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { lengthTolerantScorer } from './length-tolerant-scorer.ts';

const refusing = (most: number) =>
  fakeScorer((passage, query) => {
    if (query.length + passage.length > most) throw new ContextLengthError({});
    return 1 + (passage.length % 6);
  });

describe('lengthTolerantScorer', () => {
  scorerContract(() => lengthTolerantScorer(fakeScorer((passage) => 1 + (passage.length % 6))));

  test('cuts only the passage that is too long', async () => {
    const inner = refusing(40);
    const passages = ['a', 'bb', 'x'.repeat(500), 'ccc'];
    const answers = await lengthTolerantScorer(inner).score({ query: 'q', passages });
    expect([0, 1, 3].map((n) => expectedScore(answers[n]!))).toEqual([2, 3, 4]);
    const scored = inner.requests.flatMap((request) => request.passages);
    expect(scored.findLast((passage) => passage.startsWith('x'))?.length).toBeLessThan(40);
    expect(scored).toContain('ccc');
  });

  test('never cuts a character in two', async () => {
    const inner = refusing(20);
    await lengthTolerantScorer(inner).score({ query: 'q', passages: ['😀'.repeat(33)] });
    expect(inner.requests.every(({ passages }) => passages[0]?.isWellFormed())).toBe(true);
  });

  test('says so when the query alone does not fit', async () => {
    const scoring = lengthTolerantScorer(refusing(5)).score({
      query: 'long query',
      passages: ['a'],
    });
    await expect(scoring).rejects.toMatchObject({ code: 'context_length', part: 'query' });
  });

  test('tries no shorter passages where the query alone is refused', async () => {
    const inner = fakeScorer(() => {
      throw new ContextLengthError({ part: 'query' });
    });
    const passages = Array.from({ length: 24 }, (_, n) => `${n}`);
    const scoring = lengthTolerantScorer(inner).score({ query: 'q', passages });
    await expect(scoring).rejects.toMatchObject({ part: 'query' });
    expect(inner.requests).toHaveLength(1);
  });
});
