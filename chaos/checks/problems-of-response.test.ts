import { expect, test } from 'vitest';
import type { Notice } from '../faults/fault.ts';
import { SPOKEN_DIALECTS } from '../wire/dialects.ts';
import { relevanceOf, scoreOf } from '../pairs/scores.ts';
import { documentText, queryText } from '../pairs/texts.ts';
import { type Call, problemsOfResponse } from './problems-of-response.ts';

const query = queryText('north', 1);
const document = documentText('north', 2);
const call: Call = {
  tenant: 'north',
  dialect: SPOKEN_DIALECTS.find(({ name }) => name === 'cohere-v2')!,
  question: { query, documents: [document], topN: undefined },
  deadlineMs: 3000,
  onFailure: 'error',
};
const right = relevanceOf(scoreOf(query, document));
const headers = { 'x-rerank-dialect': 'cohere-v2', 'x-rerank-outcome': 'reranked' };
const answer = (relevance: number, note = '') => ({
  status: 200,
  headers,
  text: JSON.stringify({ results: [{ index: 0, relevance_score: relevance }], note }),
});
const failure = (status: number, code: string, text = '{}') => ({
  status,
  headers: { 'x-rerank-dialect': 'cohere-v2', 'x-rerank-error': code },
  text,
});
const during = (...bad: Notice[]) => ({ isBad: (notice: Notice) => bad.includes(notice) });
const inTime = { from: 0, to: 10 };

test('has no problem with a right answer, and with a documented failure in bad weather', () => {
  expect(problemsOfResponse(call, answer(right), during(), inTime)).toEqual([]);
  const failed = failure(503, 'backend_connection');
  expect(problemsOfResponse(call, failed, during('models'), inTime)).toEqual([]);
});

test('expects no dialect of a refusal that came before the body was read', () => {
  const unread = { ...failure(503, 'stopping').headers, 'x-rerank-dialect': 'jina' };
  const refused = { ...failure(503, 'stopping'), headers: unread };
  expect(problemsOfResponse(call, refused, during('gateway'), inTime)).toEqual([]);
});

test.each([
  ["another caller's text", answer(right, documentText('south', 2)), "another caller's text"],
  [
    "another caller's score",
    answer(relevanceOf(scoreOf(queryText('south', 1), documentText('south', 2)))),
    'instead of',
  ],
  ['a status that is not documented', failure(500, 'internal'), 'status 500'],
  ['an error with a text in it', failure(503, 'backend_connection', document), 'text in it'],
  [
    'another dialect',
    { ...answer(right), headers: { ...headers, 'x-rerank-dialect': 'jina' } },
    'jina',
  ],
  ['another shape', { ...answer(right), text: '{"data": []}' }, "not in the dialect's shape"],
])('tells %s, in any weather', (_, broken, problem) => {
  const bad = during('models', 'gateway');
  expect(problemsOfResponse(call, broken, bad, inTime).join('; ')).toContain(problem);
});

test.each([
  ['a failure', failure(503, 'backend_connection'), inTime, '503 failed (backend_connection)'],
  ['a late answer', answer(right), { from: 0, to: 9000 }, '9000 ms'],
  [
    'a fallback',
    { ...answer(0), headers: { ...headers, 'x-rerank-outcome': 'fallback' } },
    inTime,
    'fallback',
  ],
])('tells %s in fair weather alone', (_, broken, duration, problem) => {
  expect(problemsOfResponse(call, broken, during(), duration).join('; ')).toContain(problem);
  const bad = during('models', 'gateway');
  expect(problemsOfResponse(call, broken, bad, duration)).toEqual([]);
});

test('tells a failure of a call that wanted the order that came instead', () => {
  const passing: Call = { ...call, onFailure: 'passthrough' };
  const failed = failure(504, 'backend_timeout');
  const problems = problemsOfResponse(passing, failed, during('models'), inTime);
  expect(problems).toEqual(['504 though passed through']);
});
