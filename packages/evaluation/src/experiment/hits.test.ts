import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExperimentOptions } from './experiment-options.ts';
import { runExperiment } from './run-experiment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-ids-'));
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

/** Three queries; each finds the documents 1 to 4, and the model keeps the order. */
async function experiment(
  judgements: readonly [query: string, document: string][],
  changes: Partial<ExperimentOptions> = {},
) {
  const notices: string[] = [];
  const { result, runs } = await runExperiment({
    dataSet: 'numbers',
    queries: new Map(['1', '2', '3'].map((id) => [id, `query ${id}`])),
    qrels: new Map(judgements.map(([query, document]) => [query, new Map([[document, 1]])])),
    firstStage: {
      name: 'list',
      search: async () =>
        ['1', '2', '3', '4'].map((id, n) => ({ id, score: 9 - n, passage: `text ${id}` })),
    },
    secondStages: [{ name: 'model', scorer: fakeScorer((text) => 7 - Number(text.at(-1))) }],
    folder,
    depth: 4,
    depths: [],
    metrics: ['mrr'],
    onNotice: (notice) => notices.push(notice),
    ...changes,
  });
  const idsOf = (query: string) => [...runs['model']!.get(query)!.keys()];
  return { means: result.systems.map(({ mean }) => mean.mrr), notices, idsOf };
}

const INDEPENDENT = [
  ['1', '1'],
  ['2', '2'],
  ['3', '4'],
] as const satisfies [string, string][];
const SHARED = [
  ['1', '2'],
  ['2', '3'],
  ['3', '1'],
] as const satisfies [string, string][];

test('keeps the answer of a query that has its number, and says that such hits are kept', async () => {
  const { means, notices, idsOf } = await experiment([...INDEPENDENT]);
  expect(means).toEqual([(1 + 1 / 2 + 1 / 4) / 3, (1 + 1 / 2 + 1 / 4) / 3]);
  expect(idsOf('3')).toEqual(['1', '2', '3', '4']);
  expect(notices).toEqual([
    'numbers: 3 hits have the id of their query and are kept, since query 1 is judged to be answered by such a document',
  ]);
});

test("drops a query's own document where no judgement speaks against it, and counts these", async () => {
  const { means, notices, idsOf } = await experiment([...SHARED]);
  expect(means).toEqual([(1 + 1 / 2 + 1) / 3, (1 + 1 / 2 + 1) / 3]);
  expect(idsOf('1')).toEqual(['2', '3', '4']);
  expect(notices).toEqual(['numbers: 3 hits were dropped, which have the id of their query']);
});

test('drops and keeps such hits as it is told to, and says what it dropped', async () => {
  const dropped = await experiment([...INDEPENDENT], { ignoreIdenticalIds: true });
  expect(dropped.means[0]).toBe(1 / 3 / 3);
  expect(dropped.notices).toEqual([
    'numbers: 3 hits were dropped, which have the id of their query',
  ]);
  const kept = await experiment([...SHARED], { ignoreIdenticalIds: false });
  expect(kept.means[0]).toBe((1 / 2 + 1 / 3 + 1) / 3);
  expect(kept.notices).toEqual([]);
});
