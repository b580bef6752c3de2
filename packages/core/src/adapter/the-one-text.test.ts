import { expect, test } from 'vitest';
import { theOneText } from './the-one-text.ts';

test('takes the only text, however often it is said', () => {
  expect(theOneText([undefined, 'apples', ' ', 'apples', 5], ['match', 'knn'])).toBe('apples');
});

test.each([
  [[], [], 'the request (without a query) holds no text'],
  [[' ', null], ['a vector', 'a vector'], 'the request (a vector) holds no text'],
  [
    ['apples', 'pears'],
    ['match', 'knn'],
    'the request (match, knn) holds 2 different texts ("apples", "pears")',
  ],
  [
    ['a'.repeat(50), 'pears'],
    ['bool'],
    `the request (bool) holds 2 different texts ("${'a'.repeat(40)}…", "pears")`,
  ],
])('of %j it says what was found, and the way out', (texts, kinds, found) => {
  expect(() => theOneText(texts, kinds)).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      argument: 'rerank.query',
      problem: `is needed: ${found} to rerank by: pass \`rerank: { query: '…' }\`, or \`rerank: false\`; where a library searches for you, search inside \`rerankingQuery.run(text, …)\`, from @lb-rerank/core`,
    }),
  );
});
