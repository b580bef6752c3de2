import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runExperiment } from './run-experiment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-passages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('ranks a document that is found in several passages by its best one', async () => {
  const hits = [
    { id: 'a', score: 0.9, passage: 'level 6 of a' },
    { id: 'b', score: 0.8, passage: 'level 3 of b' },
    { id: 'a', score: 0.1, passage: 'level 2 of a' },
  ];
  const { result, runs } = await runExperiment({
    dataSet: 'passages',
    queries: new Map([['q', 'query']]),
    qrels: new Map([['q', new Map([['b', 1]])]]),
    firstStage: { name: 'list', search: async (_, { size }) => hits.slice(0, size) },
    secondStages: [{ name: 'model', scorer: fakeScorer((passage) => Number(passage.slice(6, 7))) }],
    metrics: ['mrr'],
    depths: [],
    folder,
  });
  expect(result.systems.map(({ mean }) => mean['mrr'])).toEqual([0.5, 0.5]);
  expect(runs['list']!.get('q')!.get('a')).toBe(0.9);
  expect(runs['model']!.get('q')!.get('a')).toBeGreaterThan(runs['model']!.get('q')!.get('b')!);
});
