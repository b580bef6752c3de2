import { expect, test } from 'vitest';
import { compareWithPublished } from './compare-with-published.ts';
import { PUBLISHED_TABLES } from './published-tables.ts';

test('has four rerankers on nine sets, with 24 figures each', () => {
  const systems = Object.values(PUBLISHED_TABLES).flatMap((set) => Object.values(set.systems));
  expect(Object.keys(PUBLISHED_TABLES)).toHaveLength(9);
  expect(systems).toHaveLength(36);
  for (const { values } of systems) {
    expect(Object.keys(values)).toHaveLength(24);
    for (const value of Object.values(values)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

test.each([
  ['lightblue/lb-reranker-v1.0', 0.45961],
  ['BAAI/bge-reranker-v2-m3', 0.45277],
  ['Alibaba-NLP/gte-multilingual-reranker-base', 0.45099],
  ['cross-encoder/ms-marco-electra-base', 0.36792],
])('gives the mean NDCG@10 that the card draws for %s', (name, mean) => {
  const sum = Object.values(PUBLISHED_TABLES).reduce(
    (total, { systems }) => total + systems[name]!.values['ndcg@10']!,
    0,
  );
  expect(sum / 9).toBeCloseTo(mean, 5);
});

test('lists all nine sets where nothing was measured', () => {
  const rows = compareWithPublished(['ndcg@10', 'mrr']);
  expect(rows).toHaveLength(36);
  expect(rows[0]).toEqual({
    dataSet: 'arguana',
    system: 'lightblue/lb-reranker-v1.0',
    source: 'published',
    values: { 'ndcg@10': 0.55665, mrr: undefined },
  });
});
