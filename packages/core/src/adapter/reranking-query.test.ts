import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { rerankSettingsOf } from './rerank-settings.ts';
import { rerankingQuery } from './reranking-query.ts';
import { theOneText } from './the-one-text.ts';

const byVector = () => theOneText([], ['a vector']);
const queryOf = (ofSearch: () => string, call = {}) => rerankSettingsOf(call, {}, ofSearch).query;

describe('rerankingQuery.run', () => {
  test('gives its text to a search that tells none, or several', () => {
    expect(rerankingQuery.run('apples', () => queryOf(byVector))).toBe('apples');
    const byTwo = () => theOneText(['pears', 'plums'], ['fusion']);
    expect(rerankingQuery.run('apples', () => queryOf(byTwo))).toBe('apples');
  });

  test('leaves a search its own text, and a call its `rerank.query`', () => {
    rerankingQuery.run('apples', () => {
      expect(queryOf(() => 'pears')).toBe('pears');
      expect(queryOf(() => 'pears', { query: 'plums' })).toBe('plums');
    });
  });

  test('reaches what is searched later, and keeps texts apart that run at once', async () => {
    const late = (text: string) =>
      rerankingQuery.run(text, async () => {
        await wait(text.length);
        return queryOf(byVector);
      });
    expect(await Promise.all([late('apples'), late('pears')])).toEqual(['apples', 'pears']);
  });

  test('ends with its function, and an inner one stands before an outer one', () => {
    const inner = () => rerankingQuery.run('pears', () => queryOf(byVector));
    expect(rerankingQuery.run('apples', () => [inner(), queryOf(byVector)])).toEqual([
      'pears',
      'apples',
    ]);
    expect(() => queryOf(byVector)).toThrow('`rerankingQuery.run(text, …)`');
  });

  test('hides no other fault of a search', () => {
    const fault = new TypeError('not a function');
    const broken = () => {
      throw fault;
    };
    expect(() => rerankingQuery.run('apples', () => queryOf(broken))).toThrow(fault);
  });

  test.each([' ', '', undefined, 5])('refuses %j as its text', (text) => {
    expect(() => rerankingQuery.run(text as string, () => 1)).toThrow(
      expect.objectContaining({ code: 'invalid_request', argument: 'text' }),
    );
  });
});
