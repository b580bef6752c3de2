import { expect, test } from 'vitest';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { rerank } from './rerank.ts';

const query = 'apples';
const scorer = fakeScorer(Number);
const candidatesOf = (...levels: number[]) =>
  levels.map((level, index) => ({ document: `d${index}`, passage: `${level}` }));
const documentsOf = (ranking: { results: readonly { document: string }[] }) =>
  ranking.results.map(({ document }) => document);

test.each<[string, unknown]>([
  ['seven zeros', [0, 0, 0, 0, 0, 0, 0]],
  ['seven ones', [1, 1, 1, 1, 1, 1, 1]],
  ['next to nothing', [1e-300, 0, 0, 0, 0, 0, 0]],
  ['NaN', [Number.NaN, 0, 0, 0, 0, 0, 1]],
  ['no numbers', null],
  ['six levels', [0, 0, 0, 0, 0, 1]],
])('loses no document to a scorer that answers %s', async (_, answer) => {
  const sound = await scorer.score({ query, passages: ['3'] });
  const odd = { modelId: 'odd', score: async () => [answer as never, ...sound] };
  const ranking = await rerank({
    scorer: odd,
    query,
    candidates: candidatesOf(7, 3),
    minScore: 2,
  });
  expect(ranking.outcome).toBe('partial');
  expect(ranking.error).toMatchObject({ code: 'backend_output' });
  expect(documentsOf(ranking)).toEqual(['d1', 'd0']);
});

test('takes no answers of a scorer that does not answer for each passage', async () => {
  const sound = await scorer.score({ query, passages: ['3'] });
  const ranking = await rerank({
    scorer: { modelId: 'short', score: async () => sound },
    query,
    candidates: candidatesOf(7, 3),
  });
  expect(ranking).toMatchObject({ outcome: 'fallback', error: { code: 'backend_output' } });
  expect(documentsOf(ranking)).toEqual(['d0', 'd1']);
});

test('gives a blank passage no score, and keeps its place behind', async () => {
  const passages = [' ', '3', ['', '\n'], ['', '5']];
  const candidates = passages.map((passage, index) => ({ document: `d${index}`, passage }));
  const ranking = await rerank({ scorer, query, candidates });
  expect(documentsOf(ranking)).toEqual(['d3', 'd1', 'd0', 'd2']);
  expect(ranking).toMatchObject({ outcome: 'reranked', counts: { scored: 2, withoutPassage: 2 } });
});
