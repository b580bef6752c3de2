import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { BackendConnectionError } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { firstStage, levelOf, optionsIn, temporaryFolder } from './__fixtures__/list-experiment.ts';
import type { ExperimentOptions } from './experiment-options.ts';
import { runExperiment } from './run-experiment.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const optionsWith = (changes: Partial<ExperimentOptions> = {}) => optionsIn(folder, changes);

describe('runExperiment', () => {
  test('puts the first stage beside the model, with significance and depths', async () => {
    const { result, timings } = await runExperiment(optionsWith());
    const [before, after] = result.systems;
    expect(before).toMatchObject({ name: 'list', kind: 'first-stage', regressions: [] });
    expect(before!.mean['mrr@10']).toBeCloseTo((1 + 1 / 6) / 6, 12);
    // Query 0 loses its first place; query 4 and 5 have their answers at places 21 and 26, beyond the depth of 20.
    expect(after!.mean['mrr@10']).toBeCloseTo(3 / 6, 12);
    expect(after!.depthCurve.map(({ value }) => value)).toEqual([
      (1 / 5 + 1 / 6) / 6,
      3 / 6,
      5 / 6,
    ]);
    expect(result).toMatchObject({ queries: 6, pairs: 29 * 6, depth: 20 });
    expect(result.comparisons).toMatchObject([
      { before: 'list', after: 'model', queries: { better: 3, same: 2, worse: 1 } },
    ]);
    const timed = timings['model']!.map(({ queryId, depth, pairs }) => [queryId, depth, pairs]);
    expect(timed).toEqual([
      ['q0', 20, 20],
      ['q1', 5, 5],
      ['q2', 20, 20],
      ['q3', 30, 29],
      ['q4', 20, 20],
      ['q5', 5, 5],
    ]);
  });

  test("ranks the hits behind the depth in the first stage's order", async () => {
    const options = { depth: 3, depths: [], hits: 30, metrics: ['recall@30', 'mrr'] as const };
    const { result, runs } = await runExperiment(optionsWith(options));
    expect(result.pairs).toBe(3 * 6);
    expect(result.systems.map(({ mean }) => mean['recall@30'])).toEqual([1, 1]);
    const ids = [...runs['model']!.get('q1')!.keys()];
    expect(ids.slice(3)).toEqual(Array.from({ length: 27 }, (_, n) => `q1-d${n + 3}`));
  });

  test('shows the queries that lost, with what fell and what took its place', async () => {
    const { result } = await runExperiment(optionsWith());
    expect(result.systems[1]!.regressions).toMatchObject([
      {
        queryId: 'q0',
        query: 'query 0',
        before: 1,
        after: 0,
        fallen: { id: 'q0-d0', rankBefore: 1, rankAfter: 20, grade: 1, passage: 'text 0 of q0' },
        first: { id: 'q0-d1', rankBefore: 2, rankAfter: 1, grade: null },
      },
    ]);
  });

  test('measures several models under several formulas side by side', async () => {
    const { result } = await runExperiment(
      optionsWith({
        secondStages: [
          { name: 'a', scorer: fakeScorer(levelOf) },
          { name: 'b', scorer: fakeScorer(() => 4, 'other'), isStandIn: true },
        ],
        formulas: ['expected', 'notebook'],
      }),
    );
    expect(result.systems.map(({ name }) => name)).toEqual([
      'list',
      'a (expected)',
      'a (notebook)',
      'b (expected)',
      'b (notebook)',
    ]);
    expect(result.systems[3]).toMatchObject({ modelId: 'other', isStandIn: true });
    expect(result.comparisons).toHaveLength(10);
  });

  test('scores nothing twice and comes to the same bytes where it was broken off anywhere', async () => {
    const whole = JSON.stringify((await runExperiment(optionsWith())).result);
    const journal = join(folder, 'model.jsonl');
    const { length } = readFileSync(journal);
    for (const share of [0, 0.13, 0.5, 0.77, 0.999]) {
      truncateSync(journal, Math.floor(length * share));
      const known = readFileSync(journal, 'utf8').split('\n').length - 1;
      const scorer = fakeScorer(levelOf);
      const { result } = await runExperiment(
        optionsWith({ secondStages: [{ name: 'model', scorer }] }),
      );
      expect(JSON.stringify(result)).toBe(whole);
      const asked = scorer.requests.flatMap(({ passages }) => passages);
      expect(asked).toHaveLength(29 * 6 - known);
      const keys = readFileSync(journal, 'utf8').trim().split('\n');
      expect(new Set(keys).size).toBe(29 * 6);
      expect(keys).toHaveLength(29 * 6);
    }
  });

  test('keeps what was scored when the model fails, and says why it stopped', async () => {
    let asked = 0;
    const failing = fakeScorer((passage) => {
      if ((asked += 1) > 60) throw new BackendConnectionError({ url: 'http://dead', cause: null });
      return levelOf(passage);
    });
    const secondStages = [{ name: 'model', scorer: failing }];
    await expect(runExperiment(optionsWith({ secondStages }))).rejects.toThrow(/http:\/\/dead/);
    const kept = readFileSync(join(folder, 'model.jsonl'), 'utf8').trim().split('\n').length;
    expect(kept).toBeGreaterThan(29);
    const scorer = fakeScorer(levelOf);
    await runExperiment(optionsWith({ secondStages: [{ name: 'model', scorer }] }));
    expect(scorer.requests.flatMap(({ passages }) => passages)).toHaveLength(29 * 6 - kept);
  });

  test('stops cleanly at any point', async () => {
    const controller = new AbortController();
    const onProgress = ({ queriesDone }: { queriesDone: number }) => {
      if (queriesDone === 2) controller.abort(new Error('enough'));
    };
    const running = runExperiment(optionsWith({ onProgress, signal: controller.signal }));
    await expect(running).rejects.toThrow('enough');
    expect(readFileSync(join(folder, 'model.jsonl'), 'utf8').trim().split('\n')).toHaveLength(58);
  });

  test('names the line of a journal that is none', async () => {
    await runExperiment(optionsWith());
    appendFileSync(join(folder, 'model.jsonl'), '{"key":"k","probabilities":[1]}\n');
    await expect(runExperiment(optionsWith())).rejects.toThrow(
      /model\.jsonl:175 is no scored pair/,
    );
  });
});

test('leaves out or counts queries without hits, as asked', async () => {
  const stage: ExperimentOptions['firstStage'] = {
    name: 'list',
    search: async (query, options) => (query.id === 'q1' ? [] : firstStage.search(query, options)),
  };
  const notices: string[] = [];
  const changes = { firstStage: stage, onNotice: (notice: string) => notices.push(notice) };
  const leftOut = await runExperiment(optionsWith(changes));
  const counted = await runExperiment(optionsWith({ ...changes, queriesWithoutHits: 'counted' }));
  expect(leftOut.result).toMatchObject({
    queries: 6,
    queriesWithoutHits: 1,
    queriesWithoutHitsAre: 'left-out',
    measuredQueries: 5,
  });
  expect(counted.result).toMatchObject({ queriesWithoutHitsAre: 'counted', measuredQueries: 6 });
  expect(notices).toEqual([
    'lists: 1 of 6 judged queries has no hit in list; these are left out, as by trec_eval without -c: the means are over 5 queries',
    "lists: 1 of 6 judged queries has no hit in list; these count as 0 in the means, as with trec_eval's -c",
  ]);
  expect(Object.keys(leftOut.result.systems[0]!.perQuery)).toHaveLength(5);
  expect(Object.keys(counted.result.systems[0]!.perQuery)).toHaveLength(6);
});
