import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { summary } from './summary.ts';

const run = {
  model: 'lb-reranker',
  location: 'http://127.0.0.1:8000/v1',
  isStandIn: false,
  documents: 600,
  queries: 40,
  skippedQueries: 0,
  pairs: 2000,
  unscoredPairs: 0,
  totalMs: 10_000,
  warmUpMs: 412.3,
  machine: '2 × AMD EPYC, 24 GiB, Node.js 24.21.0',
  measured: { ndcg10: { before: 0.6, after: 0.7 }, mrr: { before: 0.5, after: 0.25 } },
};
const linesOf = (options: Partial<typeof run>) =>
  summary({ ...run, ...options }).map(stripVTControlCharacters);

test('puts the figures before and after beside their change', () => {
  const lines = linesOf({});
  expect(lines).toContain('NDCG@10                               0.6000    0.7000   +0.1000');
  expect(lines).toContain('MRR                                   0.5000    0.2500   -0.2500');
  expect(lines).toContain('2000 pairs in 10.0 s: 200.0 pairs/s');
});

test('names a stand-in as one, and pairs without a score', () => {
  expect(linesOf({ isStandIn: true, unscoredPairs: 3 }).join('\n')).toMatch(
    /3 pairs got no score[^]*stand-in, not the LB Reranker/,
  );
  expect(linesOf({}).join('\n')).not.toMatch(/stand-in|no score/);
});

test('says on which machine it was measured, and what was left out as cold', () => {
  const [machine, warmUp] = linesOf({}).slice(-2);
  expect(machine).toBe('measured on   2 × AMD EPYC, 24 GiB, Node.js 24.21.0');
  expect(warmUp).toContain('after a warm-up of one pair in 412 ms, which is in no figure');
});

test('says over how many queries the figures are', () => {
  expect(linesOf({})[0]).toMatch(/^over 40 judged queries /);
  expect(linesOf({ queries: 3, skippedQueries: 37 })[0]).toMatch(/the first 3 of 40 judged/);
});
