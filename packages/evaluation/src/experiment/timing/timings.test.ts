import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { beforeEach, expect, test } from 'vitest';
import {
  firstStage,
  levelOf,
  optionsIn,
  temporaryFolder,
} from '../__fixtures__/list-experiment.ts';
import type { ExperimentOptions } from '../experiment-options.ts';
import { runExperiment } from '../run-experiment.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const optionsWith = (changes: Partial<ExperimentOptions> = {}) => optionsIn(folder, changes);

test('keeps the timings of each first stage, model and depth apart', async () => {
  await runExperiment(optionsWith());
  rmSync(join(folder, 'model.jsonl'));
  const other = { ...firstStage, name: 'another' };
  const scorer = { ...fakeScorer(levelOf), modelId: 'another model' };
  const secondStages = [{ name: 'model', scorer }];
  const { timings } = await runExperiment(
    optionsWith({ firstStage: other, secondStages, depth: 10, depths: [] }),
  );
  expect(timings['model']).toHaveLength(6);
  expect(timings['model']).toEqual(
    Array.from({ length: 6 }, () =>
      expect.objectContaining({ firstStage: 'another', modelId: 'another model', depth: 10 }),
    ),
  );
});

test('passes over timings of earlier versions, which did not say of what they are', async () => {
  const line = { queryId: 'q0', pairs: 20, firstStageMs: 1, rerankMs: 1 };
  writeFileSync(join(folder, 'model.times.jsonl'), `${JSON.stringify(line)}\n`);
  const { timings } = await runExperiment(optionsWith());
  expect(timings['model']).toHaveLength(6);
  expect(timings['model']!.every(({ firstStage: name }) => name === 'list')).toBe(true);
});
