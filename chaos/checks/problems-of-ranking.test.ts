import { describe, expect, test } from 'vitest';
import { type Expectation, problemsOfRanking } from './problems-of-ranking.ts';

const asked: Expectation = {
  relevances: [0.2, 0.9, null, 0.5],
  topN: undefined,
  keepsOrder: false,
};
const right = [
  { index: 1, relevance: 0.9 },
  { index: 3, relevance: 0.5 },
  { index: 0, relevance: 0.2 },
  { index: 2, relevance: 0 },
];
const unscored = [0, 1, 2, 3].map((index) => ({ index, relevance: 0 }));

describe('an answer that is as it must be', () => {
  test.each([
    ['reranked', asked, 'reranked', right],
    ['cut to the best', { ...asked, topN: 2 }, 'reranked', right.slice(0, 2)],
    ['the order that came', asked, 'fallback', unscored],
    [
      'scored in part',
      asked,
      'partial',
      [right[1]!, ...unscored.filter(({ index }) => index !== 3)],
    ],
    [
      'in the order sent',
      { ...asked, keepsOrder: true },
      'reranked',
      right.toSorted((a, b) => a.index - b.index),
    ],
    ['without a text', { ...asked, relevances: [null] }, 'unscored', [{ index: 0, relevance: 0 }]],
  ])('has no problem: %s', (_, expectation, outcome, results) => {
    expect(problemsOfRanking(expectation, outcome, results)).toEqual([]);
  });
});

describe('a broken answer', () => {
  test.each([
    ['a lost document', 'reranked', right.slice(1), '3 results instead of 4'],
    ['a document twice', 'reranked', [right[0]!, right[0]!, right[1]!, right[2]!], 'twice'],
    [
      'a document of nobody',
      'reranked',
      [...right.slice(0, 3), { index: 9, relevance: 0 }],
      'nobody',
    ],
    [
      "another pair's score",
      'reranked',
      [{ index: 1, relevance: 0.91 }, ...right.slice(1)],
      '0.91',
    ],
    [
      'a score of a blank',
      'reranked',
      [...right.slice(0, 3), { index: 2, relevance: 0.1 }],
      'no text',
    ],
    ['scores in a wrong order', 'reranked', [right[1]!, right[0]!, right[2]!, right[3]!], 'order'],
    ['a fallback out of order', 'fallback', unscored.toReversed(), 'order'],
    ['a fallback with scores', 'fallback', right, '"fallback" with scores'],
    ['a document not scored, not marked', 'reranked', unscored, 'not all scored'],
    ['a partial one without scores', 'partial', unscored, 'without a score'],
    ['texts that count as none', 'unscored', unscored, 'there are texts'],
    ['an outcome that is not documented', undefined, right, 'undefined'],
    ['NaN for a score', 'reranked', [{ index: 1, relevance: NaN }, ...right.slice(1)], 'NaN'],
  ])('is told by its problem: %s', (_, outcome, results, problem) => {
    expect(problemsOfRanking(asked, outcome, results).join('; ')).toContain(problem);
  });

  test('has not the best documents', () => {
    const results = [right[0]!, right[2]!];
    const problems = problemsOfRanking({ ...asked, topN: 2 }, 'reranked', results);
    expect(problems).toEqual([expect.stringContaining('not the best')]);
  });
});
