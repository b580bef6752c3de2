import { describe, expect, test } from 'vitest';
import { queryTextOf } from './query-text-of.ts';

const apples = { text: 'apples', model: 'bm25' };
const pears = { text: 'pears', model: 'bm25' };
const vector = [0.1, 0.2];

describe('queryTextOf', () => {
  test.each<[string, object]>([
    ['a document', { query: apples }],
    ['the nearest points to one', { query: { nearest: apples, mmr: { diversity: 0.5 } } }],
    ['a recommendation', { query: { recommend: { positive: [apples, 7], negative: [pears] } } }],
    [
      'a discovery',
      { query: { discover: { target: apples, context: [{ positive: 1, negative: 2 }] } } },
    ],
    ['a context', { query: { context: [{ positive: apples, negative: pears }] } }],
    ['a context of one pair', { query: { context: { positive: apples, negative: pears } } }],
    ['relevance feedback', { query: { relevance_feedback: { target: apples, feedback: [] } } }],
    ['one prefetch', { prefetch: { query: apples }, query: { fusion: 'rrf' } }],
    [
      'prefetches by two models',
      {
        prefetch: [{ query: apples }, { query: { ...apples, model: 'e5' } }],
        query: { rrf: { k: 60 } },
      },
    ],
    ['a prefetch of a prefetch', { prefetch: [{ prefetch: [{ query: apples }], query: vector }] }],
  ])('reads the text of %s', (_, request) => {
    expect(queryTextOf(request)).toBe('apples');
  });

  test.each<[object, string]>([
    [{}, '(without a query) holds no text'],
    [{ query: null, filter: {} }, '(without a query) holds no text'],
    [{ query: vector }, '(a vector) holds no text'],
    [{ query: 7 }, '(a point id) holds no text'],
    [{ query: { indices: [1], values: [1] } }, '(a sparse vector) holds no text'],
    [{ query: { image: 'a.png', model: 'clip' } }, '(an inference object) holds no text'],
    [{ query: { text: ' ', model: 'bm25' } }, '(an inference object) holds no text'],
    [{ query: { recommend: { positive: [1], negative: [apples] } } }, '(recommend) holds no text'],
    [
      { prefetch: [{ query: apples }, { query: pears }], query: { fusion: 'rrf' } },
      '(fusion, an inference object) holds 2 different texts ("apples", "pears")',
    ],
  ])('asks for the text where %j', (request, found) => {
    expect(() => queryTextOf(request)).toThrow(
      `rerank.query is needed: the request ${found} to rerank by`,
    );
  });
});
