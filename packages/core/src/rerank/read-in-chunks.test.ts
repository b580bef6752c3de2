import { expect, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { rerank } from './rerank.ts';

const query = 'where does the okapi live?';
const filler = 'This sentence speaks of nothing much at all. '.repeat(60);
const answer = 'The okapi lives in the Congo.';
const long = `${filler}${answer} ${filler}`;
const scorer = fakeScorer((passage) => (passage.includes('okapi') ? 6 : 2));
const longPassages = { bestChunks: 1, maxTokens: 50 };

function noting(asked: string[]): Scorer {
  return {
    modelId: 'noting',
    score(request) {
      asked.push(...request.passages);
      return scorer.score(request);
    },
  };
}

test('reads the best chunk of a long passage, and says where it stands', async () => {
  const asked: string[] = [];
  const candidates = [
    { document: 'short', passage: 'Nothing.' },
    { document: 'long', passage: long },
  ];
  const { results } = await rerank({ scorer: noting(asked), query, candidates, longPassages });
  expect(results.map(({ document, score }) => [document, score])).toEqual([
    ['long', 6],
    ['short', 2],
  ]);
  const [first, second] = results;
  expect(first!.passage).toContain(answer);
  expect(first!.passageRange).toMatchObject({ index: 0 });
  const { start, end } = first!.passageRange!;
  expect(long.slice(start, end)).toBe(first!.passage);
  expect(second).not.toHaveProperty('passageRange');
  expect(asked).toHaveLength(2);
  expect(asked.join('').length).toBeLessThan(400);
});

test('chooses for each of several passages, and names the one that counted', async () => {
  const passage = ['Short.', ' ', filler, long];
  const options = { scorer, query, candidates: [{ document: 1, passage }] };
  const { results } = await rerank({ ...options, longPassages: { bestChunks: 2, maxTokens: 50 } });
  const { index, start, end } = results[0]!.passageRange!;
  expect(index).toBe(3);
  expect(long.slice(start, end)).toContain(answer);
});

test('is an option of a reranker, and of each request', async () => {
  const asked: string[] = [];
  const reranker = createReranker({ scorer: noting(asked), longPassages });
  const candidates = [{ document: 1, passage: long }];
  const ranking = await reranker.rerank({ query, candidates });
  expect(ranking.results[0]!.passageRange).toBeDefined();
  const whole = await reranker.rerank({ query, candidates, longPassages: 'truncate' });
  expect(whole.results[0]!.passage).toBe(long);
  expect(asked[1]).toBe(long);
});

test('asks the scorer to cut what is too long for it all the same', async () => {
  const asked: unknown[] = [];
  const limited: Scorer = {
    modelId: 'limited',
    score(request) {
      asked.push(request.longPassages);
      return scorer.score(request);
    },
  };
  await rerank({
    scorer: limited,
    query,
    candidates: [{ document: 1, passage: long }],
    longPassages,
  });
  expect(asked).toEqual(['truncate']);
});

test("falls back to the retriever's order where the deadline passes before", async () => {
  const candidates = Array.from({ length: 3 }, (_, document) => ({
    document,
    passage: `${document} ${long.repeat(100)}`,
  }));
  const ranking = await rerank({ scorer, query, candidates, longPassages, deadlineMs: 0.001 });
  expect(ranking.outcome).toBe('fallback');
  expect(ranking.results.map(({ document }) => document)).toEqual([0, 1, 2]);
  expect(ranking.error).toMatchObject({ code: 'backend_timeout' });
});

test('ends early by the same candidates as whole passages do', async () => {
  const candidates = Array.from({ length: 9 }, (_, document) => ({
    document,
    passage: document === 0 ? long : `${document} ${filler}`,
  }));
  const options = { scorer, query, candidates, longPassages, patience: 3, stopTopN: 1 };
  const ranking = await rerank({ ...options, passagesPerCall: 1 });
  expect(ranking.counts).toMatchObject({ scored: 4, skipped: 5 });
});
