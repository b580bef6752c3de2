import { expect, test } from 'vitest';
import { rerankingQuery } from '../context/reranking-query.ts';
import type { RerankOverrides } from './rerank-overrides.ts';
import { rerankSettingsOf } from './rerank-settings.ts';
import { theOneText } from './the-one-text.ts';

const fromSearch = () => 'apples';

test('takes what the call says before the options, and these before the defaults', () => {
  expect(rerankSettingsOf({}, {}, fromSearch)).toEqual({ query: 'apples', rankWindowSize: 100 });
  const call = { query: 'pears', minScore: 2 };
  const options = { rankWindowSize: 50, minScore: 3, deadlineMs: 200 };
  expect(rerankSettingsOf(call, options, fromSearch)).toEqual({ ...options, ...call });
});

test('does not read the search where the call says the query', () => {
  const unreadable = () => {
    throw new Error('a vector');
  };
  expect(rerankSettingsOf({ query: 'pears' }, {}, unreadable).query).toBe('pears');
  expect(() => rerankSettingsOf({}, {}, unreadable)).toThrow('a vector');
});

test('takes the text that runs around a search last, and where the search tells none or two', () => {
  const queryOf = (texts: string[], call = {}) =>
    rerankSettingsOf(call, {}, () => theOneText(texts, ['fusion'])).query;
  rerankingQuery.run('plums', () => {
    expect(queryOf(['apples'], { query: 'pears' })).toBe('pears');
    expect(queryOf(['apples'])).toBe('apples');
    expect(queryOf([])).toBe('plums');
    expect(queryOf(['apples', 'pears'])).toBe('plums');
  });
});

test.each<[string, RerankOverrides]>([
  ['rerank.query', { query: ' ' }],
  ['rerank.query', { query: 5 as never }],
  ['rankWindowSize', { rankWindowSize: 0 }],
  ['minScore', { minScore: 8 }],
  ['deadlineMs', { deadlineMs: 0 }],
])('refuses a bad %s', (argument, call) => {
  expect(() => rerankSettingsOf(call, {}, fromSearch)).toThrow(
    expect.objectContaining({ code: 'invalid_request', argument }),
  );
});
