import { rerank } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { firstStage, levelOf, optionsIn, temporaryFolder } from './__fixtures__/list-experiment.ts';
import { runExperiment } from './run-experiment.ts';
import { replayEarlyStop } from './runs/early-stop-result.ts';

test('replays rank windows that end early, as rerank() ends them, without asking the model', async () => {
  const folder = temporaryFolder();
  const { result: whole } = await runExperiment(optionsIn(folder));
  const earlyStops = [
    { patience: 5, stopTopN: 1 },
    { minTopScore: 6, stopTopN: 1 },
    { patience: 20 },
  ];
  const mute = fakeScorer(() => {
    throw new Error('asked again');
  });
  const secondStages = [{ name: 'model', scorer: mute }];
  const { result } = await runExperiment(optionsIn(folder, { earlyStops, secondStages }));
  const [before, after] = result.systems;
  expect(before!.earlyStops).toEqual([]);
  expect(after!.mean).toEqual(whole.systems[1]!.mean);
  // Query 0 puts its answer at the 7th of 7 places; query 1 finds it at the 6th; the others end at 6 places, before theirs.
  expect(after!.earlyStops).toMatchObject([
    { ...earlyStops[0], pairs: 7 + 11 + 4 * 6, share: 42 / 120, value: (1 / 7 + 1) / 6 },
    // The answers of queries 1 to 3 stand at places 6, 11 and 16.
    { ...earlyStops[1], pairs: 20 + 6 + 11 + 16 + 20 + 20, value: 3 / 6, difference: 0 },
    { ...earlyStops[2], pairs: 120, share: 1, value: 3 / 6, difference: 0 },
  ]);
  expect(after!.earlyStops[0]!.difference).toBeCloseTo((1 / 7 + 1 - 3) / 6, 12);

  for (const [index, earlyStop] of earlyStops.entries()) {
    let scored = 0;
    for (const id of ['q0', 'q1', 'q2', 'q3', 'q4', 'q5']) {
      const hits = await firstStage.search({ id, text: id }, { size: 20 });
      const candidates = hits.map((hit) => ({ document: hit.id, passage: hit.passage }));
      const ranking = await rerank({
        scorer: fakeScorer(levelOf),
        query: id,
        candidates,
        ...earlyStop,
      });
      scored += ranking.counts.scored;
    }
    expect(scored).toBe(after!.earlyStops[index]!.pairs);
  }
});

test('saves nothing where there is no pair to score', () => {
  const options = { depth: 10, size: 10, formula: 'expected', measure: () => 0 } as const;
  const scores = { expected: [null], card: [null], notebook: [null] };
  const query = { queryId: 'q', hits: [{ id: 'd', score: 1 }], scores };
  expect(replayEarlyStop([query], { patience: 3 }, options)).toMatchObject({ pairs: 0, share: 1 });
});

test('refuses an early end that rerank() would refuse', async () => {
  const options = optionsIn(temporaryFolder(), { earlyStops: [{ patience: 3 }, { patience: 0 }] });
  await expect(runExperiment(options)).rejects.toMatchObject({
    code: 'invalid_request',
    argument: 'earlyStops[1].patience',
  });
});
