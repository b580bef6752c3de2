import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { queryOrRunning, rerankingQuery } from './reranking-query.ts';

const byVector = () => {
  throw new InvalidRequestError('rerank.query', 'is needed');
};

describe('rerankingQuery.run', () => {
  test('gives its text to a search that tells none', () => {
    expect(rerankingQuery.run('apples', () => queryOrRunning(byVector))).toBe('apples');
  });

  test('leaves a search its own text', () => {
    rerankingQuery.run('apples', () => {
      expect(queryOrRunning(() => 'pears')).toBe('pears');
    });
  });

  test('reaches what is searched later, and keeps texts apart that run at once', async () => {
    const late = (text: string) =>
      rerankingQuery.run(text, async () => {
        await wait(text.length);
        return queryOrRunning(byVector);
      });
    expect(await Promise.all([late('apples'), late('pears')])).toEqual(['apples', 'pears']);
  });

  test('ends with its function, and an inner one stands before an outer one', () => {
    const inner = () => rerankingQuery.run('pears', () => queryOrRunning(byVector));
    expect(rerankingQuery.run('apples', () => [inner(), queryOrRunning(byVector)])).toEqual([
      'pears',
      'apples',
    ]);
    expect(() => queryOrRunning(byVector)).toThrow('rerank.query is needed');
  });

  test('hides no other fault of a search', () => {
    const fault = new TypeError('not a function');
    const broken = () => {
      throw fault;
    };
    expect(() => rerankingQuery.run('apples', () => queryOrRunning(broken))).toThrow(fault);
  });

  test.each([' ', '', undefined, 5])('refuses %j as its text', (text) => {
    expect(() => rerankingQuery.run(text as string, () => 1)).toThrow(
      expect.objectContaining({ code: 'invalid_request', argument: 'text' }),
    );
  });
});
