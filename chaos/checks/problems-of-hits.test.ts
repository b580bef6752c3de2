import { expect, test } from 'vitest';
import { scoreOf } from '../pairs/scores.ts';
import { documentText, queryText } from '../pairs/texts.ts';
import { problemsOfHits } from './problems-of-hits.ts';

const query = queryText('north', 1);
const search = { tenant: 'north', query, outcome: 'reranked' } as const;
const hits = [3, 4, 5]
  .map((number) => ({ id: `${number}`, text: documentText('north', number) }))
  .map((hit) => ({ ...hit, score: scoreOf(query, hit.text) }))
  .toSorted((a, b) => b.score - a.score);
const unscored = hits.map((hit) => ({ ...hit, score: null }));

test('has no problem with right hits, all scored, in part, or in the order of the engine', () => {
  expect(problemsOfHits(search, hits)).toEqual([]);
  const partial = [hits[0]!, ...unscored.slice(1)];
  expect(problemsOfHits({ ...search, outcome: 'partial' }, partial)).toEqual([]);
  expect(problemsOfHits({ ...search, outcome: 'fallback' }, unscored)).toEqual([]);
});

test.each([
  ['a hit twice', 'reranked', [hits[0]!, hits[0]!], 'twice'],
  ["another caller's hit", 'reranked', [{ ...hits[0]!, text: documentText('south', 3) }], 'caller'],
  ['a wrong score', 'reranked', [{ ...hits[0]!, score: 4.2 }], '4.2 instead of'],
  ['a wrong order', 'reranked', hits.toReversed(), 'order'],
  ['an unscored hit ahead', 'partial', [unscored[0]!, hits[1]!], 'order'],
  ['an unscored hit that is not marked', 'reranked', unscored, 'not all scored'],
  ['a fallback with scores', 'fallback', hits, 'with scores'],
])('tells %s', (_, outcome, broken, problem) => {
  expect(problemsOfHits({ ...search, outcome }, broken).join('; ')).toContain(problem);
});
