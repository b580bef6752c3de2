import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readQrels } from '../collection/read-qrels.ts';
import { readTrecRun } from '../trec/read-trec-run.ts';
import { evaluate } from './evaluate.ts';
import type { MetricName } from './metric-name.ts';

type Nested = Record<string, Record<string, number>>;
type Case = { qrels: Nested; run: Nested; values: Nested };

const fixture = new URL('../__fixtures__/oracle.json.gz', import.meta.url);
const cases = JSON.parse(gunzipSync(readFileSync(fixture)).toString('utf8')) as Case[];
const mapsOf = (rows: Nested) =>
  new Map(Object.entries(rows).map(([id, row]) => [id, new Map(Object.entries(row))]));

test('equals trec_eval to 1e-6 on 200 random runs, query by query and metric by metric', () => {
  expect(cases).toHaveLength(200);
  let compared = 0;
  for (const [index, { qrels, run, values }] of cases.entries()) {
    const metrics = Object.keys(Object.values(values)[0]!) as MetricName[];
    const { perQuery } = evaluate({ qrels: mapsOf(qrels), run: mapsOf(run), metrics });
    expect([...perQuery.keys()].toSorted(), `case ${index}`).toEqual(
      Object.keys(values).toSorted(),
    );
    for (const [queryId, oracle] of Object.entries(values)) {
      for (const metric of metrics) {
        const ours = perQuery.get(queryId)![metric]!;
        expect(Math.abs(ours - oracle[metric]!), `case ${index} ${queryId} ${metric}`).toBeLessThan(
          1e-6,
        );
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(10_000);
});

test("equals trec_eval to five digits on BM25's run over SciFact", async () => {
  const run = await readTrecRun(
    fileURLToPath(new URL('../__fixtures__/scifact-bm25.run.gz', import.meta.url)),
  );
  const judged = await readQrels(
    fileURLToPath(new URL('../../../../tools/datasets/scifact/qrels/test.tsv', import.meta.url)),
  );
  const oracle = {
    'ndcg@10': 0.68931,
    'ndcg@100': 0.70932,
    'map@10': 0.63968,
    'map@100': 0.64463,
    mrr: 0.65922,
    'p@10': 0.0908,
    'p@100': 0.01028,
    'recall@10': 0.82613,
    'recall@100': 0.91187,
  };
  const metrics = Object.keys(oracle) as (keyof typeof oracle)[];
  const { mean, perQuery } = evaluate({ qrels: judged, run, metrics });
  expect(perQuery.size).toBe(250);
  for (const metric of metrics) expect(mean[metric].toFixed(5)).toBe(oracle[metric].toFixed(5));
});
