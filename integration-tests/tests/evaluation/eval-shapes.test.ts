import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrecRun, type DataSetResult, type Run } from '@lb-rerank/evaluation';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';

const COMMAND = join(import.meta.dirname, '../../../packages/cli/src/bin.ts');
const DATA = join(import.meta.dirname, '../../data');
const COLLECTIONS = [join(DATA, 'arguana-shape'), join(DATA, 'quora-shape')];
const METRICS = ['--metrics', 'ndcg@10,recall@20', '--depth', '20', '--depths', '20'];

/** The results of one run of the command over both collections. */
interface Evaluated {
  readonly stderr: string;
  readonly arguana: DataSetResult;
  readonly quora: DataSetResult;
  readonly folder: string;
}

/** Runs the command once over both collections, with the bundled stand-in as the model. */
async function evaluate(folder: string, flags: readonly string[]): Promise<Evaluated> {
  const where = ['--offline', '--cache', folder, '--out', folder];
  const { exitCode, stderr } = await execa(
    process.execPath,
    [COMMAND, 'eval', ...COLLECTIONS, ...METRICS, ...where, ...flags],
    { reject: false, env: { LB_RERANK_URL: '', LB_RERANK_MODEL: '' } },
  );
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const results = await readFile(join(folder, 'results.json'), 'utf8');
  const [arguana, quora] = JSON.parse(results) as [DataSetResult, DataSetResult];
  return { stderr, arguana, quora, folder };
}

async function runsOf({ folder }: Evaluated, { dataSet, systems }: DataSetResult): Promise<Run[]> {
  const files = systems.map(({ name }) => `${name.replaceAll(/[^\w.-]+/g, '-')}.run`);
  return Promise.all(files.map((file) => readTrecRun(join(folder, dataSet, file))));
}

function shapesBehind(...flags: readonly string[]): void {
  let evaluated: Evaluated;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-shapes-'));
    evaluated = await evaluate(folder, flags);
    return () => rm(folder, { recursive: true, force: true });
  });

  test('ArguAna, where arguments are queries, leaves out the argument that asks, and says how many', async () => {
    const { stderr, arguana } = evaluated;
    expect(stderr).toContain(
      'arguana-shape: 5 hits were dropped, which have the id of their query',
    );
    const runs = await runsOf(evaluated, arguana);
    expect(runs).toHaveLength(2);
    for (const run of runs) {
      expect(run.size).toBe(5);
      for (const [queryId, scores] of run) expect(scores.has(queryId)).toBe(false);
    }
  });

  test('ArguAna, whose corpus lacks a judged document, counts it as not found, and says so', () => {
    const { stderr, arguana } = evaluated;
    expect(stderr).toContain(
      'qrels/test.tsv: 1 of 5 judged documents are not in the corpus, such as culture-museums-pro05b; they count as not found',
    );
    for (const { perQuery, mean } of arguana.systems) {
      const recalls = Object.entries(perQuery).map(([id, row]) => [id, row['recall@20']]);
      expect(Object.fromEntries(recalls)).toEqual({
        'culture-museums-pro05a': 0,
        'education-homework-con02a': 1,
        'environment-cars-pro01a': 1,
        'health-sugar-pro04a': 1,
        'society-voting-pro03a': 1,
      });
      expect(mean['ndcg@10']).toBeGreaterThan(0);
      expect(mean['recall@20']).toBeCloseTo(4 / 5, 12);
    }
  });

  test('Quora, where numbers are just numbers, keeps the answer of the same number, and says so', async () => {
    const { stderr, quora } = evaluated;
    expect(stderr).toMatch(/quora-shape: \d hits have the id of their query and are kept, since/);
    expect(stderr).not.toMatch(/quora-shape: \d hits were dropped/);
    const runs = await runsOf(evaluated, quora);
    for (const run of runs) expect(run.get('1')?.has('1')).toBe(true);
    for (const { mean } of quora.systems) expect(mean['recall@20']).toBe(1);
  });

  test('Quora, where questions are asked twice, finds the one of the same words under its own number', async () => {
    const [firstStage] = await runsOf(evaluated, evaluated.quora);
    expect([...firstStage!.get('4')!.keys()][0]).toBe('2');
    expect([...firstStage!.get('1')!.keys()][0]).toBe('12');
  });
}

describe('lb-rerank eval on a collection of the shape of', () => {
  shapesBehind();
});

describeWith(
  'lb-rerank eval behind Elasticsearch on a collection of the shape of',
  ['elasticsearch'],
  ({ elasticsearch }) => {
    shapesBehind('--elasticsearch', elasticsearch);
  },
);
