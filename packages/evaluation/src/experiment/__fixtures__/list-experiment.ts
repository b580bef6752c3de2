import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { onTestFinished } from 'vitest';
import type { FirstStage } from '../../first-stage/first-stage.ts';
import type { ExperimentOptions } from '../experiment-options.ts';

/** The hits of each query. */
const HITS = 30;
const queries: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 6 }, (_, n) => [`q${n}`, `query ${n}`]),
);
/** Each query's answer stands at another place of the first stage. */
export const qrels: ExperimentOptions['qrels'] = new Map(
  [...queries.keys()].map((id, n) => [id, new Map([[`${id}-d${n * 5}`, 1]])]),
);
/** A first stage that finds as many hits for every query; the last of them has no text. */
export const firstStage: FirstStage = {
  name: 'list',
  search: async ({ id }, { size }) =>
    Array.from({ length: HITS }, (_, n) => ({
      id: `${id}-d${n}`,
      score: HITS - n,
      passage: n === 29 ? null : `text ${n} of ${id}`,
    })).slice(0, size),
};

/** Knows the answer of every query but the first, which it puts last. */
export function levelOf(passage: string): number {
  const [, n, q] = /text (\d+) of q(\d+)/.exec(passage)!.map(Number);
  if (n !== q! * 5) return 3 + 1 / (n! + 2);
  return q === 0 ? 1.5 : 6.5;
}

/** Makes an empty folder, which is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lb-rerank-experiment-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Gives the options of an experiment on the lists, with changes of a test. */
export function optionsIn(
  folder: string,
  changes: Partial<ExperimentOptions> = {},
): ExperimentOptions {
  return {
    dataSet: 'lists',
    queries,
    qrels,
    firstStage,
    secondStages: [{ name: 'model', scorer: fakeScorer(levelOf) }],
    folder,
    depth: 20,
    depths: [5, 20, 30],
    metrics: ['mrr@10', 'recall@10'],
    ...changes,
  };
}
