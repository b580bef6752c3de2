import { expect, test } from 'vitest';
import { keepPaths } from './keep-paths.ts';

const answer = {
  took: 3,
  hits: {
    total: { value: 2 },
    hits: [{ _id: 'a', _source: { title: 't', text: 'x' } }, { _id: 'b' }],
  },
  rerank: { outcome: 'reranked' },
};
const rerank = answer.rerank;

test.each<[string | string[], object]>([
  ['took', { took: 3, rerank }],
  ['hits.hits._id', { hits: { hits: [{ _id: 'a' }, { _id: 'b' }] }, rerank }],
  [
    ['took', 'hits.hits._source.t*'],
    { took: 3, hits: { hits: [{ _source: { title: 't', text: 'x' } }] }, rerank },
  ],
  ['**.title', { hits: { hits: [{ _source: { title: 't' } }] }, rerank }],
  ['nothing', { rerank }],
  ['-hits', { took: 3, rerank }],
  [
    '-hits.hits._source,-hits.total,-took',
    { hits: { hits: [{ _id: 'a' }, { _id: 'b' }] }, rerank },
  ],
  ['hits,-hits.hits', { hits: { total: { value: 2 } }, rerank }],
  ['took, hits.total', { took: 3, hits: { total: { value: 2 } }, rerank }],
  [['took ', ' hits.total,'], { took: 3, hits: { total: { value: 2 } }, rerank }],
  ['-hits,', { took: 3, rerank }],
  [', ', answer],
])('keeps what %j names, and how the answer was reranked', (filterPath, expected) => {
  expect(keepPaths(answer, filterPath, 'rerank')).toEqual(expected);
});

test('keeps lists that are empty by themselves, as Elasticsearch does, but none that it emptied', () => {
  const none = { hits: { total: { value: 0 }, hits: [] }, rerank };
  expect(keepPaths(none, '-hits.hits._source', 'rerank')).toEqual(none);
  expect(keepPaths(none, 'hits.hits,-hits.hits._source', 'rerank')).toEqual({
    hits: { hits: [] },
    rerank,
  });
  expect(keepPaths(none, 'hits.hits._id', 'rerank')).toEqual({ rerank });
  expect(keepPaths(answer, '-hits.hits.*', 'rerank').hits).toEqual({ total: { value: 2 } });
});
