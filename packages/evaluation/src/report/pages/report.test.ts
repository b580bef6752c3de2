import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExperimentResult } from '../../experiment/data-set-result.ts';
import { runExperiment } from '../../experiment/run-experiment.ts';
import { htmlReport } from './html-report.ts';
import { jsonReport } from './json-report.ts';
import { markdownReport } from './markdown-report.ts';
import { publishedReport } from './published-report.ts';

const EVIL = '<script>alert("&")</script>';
const queries = new Map([
  ['1', `what is ${EVIL}?`],
  ['2', 'second'],
]);
const qrels = new Map([...queries.keys()].map((id) => [id, new Map([['d0', 1]])]));
let folder: string;
let experiment: ExperimentResult;

async function measured(dataSet: string): Promise<ExperimentResult> {
  return runExperiment({
    dataSet,
    queries,
    qrels,
    firstStage: {
      name: 'BM25',
      search: async (_, { size }) =>
        [0, 1, 2].map((n) => ({ id: `d${n}`, score: -n, passage: `${EVIL} ${n}` })).slice(0, size),
    },
    secondStages: [
      {
        name: 'mini',
        scorer: fakeScorer((passage) => 2 + Number(passage.at(-1)), 'lb-mini'),
        isStandIn: true,
      },
    ],
    depths: [1, 3],
    metrics: ['ndcg@10', 'mrr'],
    folder: join(folder, dataSet),
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lb-rerank-report-'));
  experiment = await measured('scifact');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('htmlReport', () => {
  test('tells when, how and on what it was made, where that is known', () => {
    const origin = {
      madeAt: new Date('2026-01-02T03:04:05Z'),
      command: 'lb-rerank eval <mine>',
      machine: '2 × X',
      version: '1.2.3',
    };
    const line =
      'Made on 2026-01-02 03:04 UTC by lb-rerank eval <mine> (LB Rerank 1.2.3) on 2 × X.';
    const report = { title: 'Report', experiments: [experiment] as const, origin };
    const { document } = parseHTML(htmlReport(report));
    const lines = [...document.querySelectorAll('p.soft')].map(({ textContent }) => textContent);
    expect(lines).toContain(line);
    expect(markdownReport(report).endsWith(`\n${line}\n`)).toBe(true);
    expect(JSON.parse(jsonReport(report)).origin.command).toBe(origin.command);
  });

  test('shows a difference of nothing without a sign and in no colour of a gain', () => {
    const [first] = experiment.result.comparisons;
    const same = { ...first!, difference: -0.000_04 };
    const none = { ...experiment, result: { ...experiment.result, comparisons: [same] } };
    const { document } = parseHTML(htmlReport({ title: 'Report', experiments: [none] }));
    const shown = document.querySelector('.card .figure span');
    expect([shown?.textContent, shown?.className]).toEqual(['0.0000', 'soft']);
  });

  test('is one page without scripts, links or anything else to fetch', () => {
    const page = htmlReport({ title: 'Report', experiments: [experiment] });
    const { document } = parseHTML(page);
    expect(document.querySelectorAll('script, link, img, iframe, [src], [href]')).toHaveLength(0);
    expect(page).not.toMatch(/url\(|@import/);
    expect(document.querySelector('h4')?.textContent).toBe(queries.get('1'));
  });

  test('draws metrics, depths, times, gains and the published figures', () => {
    const { document } = parseHTML(htmlReport({ title: 'Report', experiments: [experiment] }));
    const labels = [...document.querySelectorAll('svg')].map((svg) =>
      svg.getAttribute('aria-label'),
    );
    expect(labels).toEqual([
      'Metrics of every system on scifact',
      'NDCG@10 by depth on scifact',
      'Milliseconds that reranking a query took',
      'Gain of mini over BM25 for each query',
      'NDCG@10, measured and published',
    ]);
    const cells = [...document.querySelectorAll('tr.published td')].map((td) =>
      td.textContent?.trim(),
    );
    expect(cells.slice(0, 3)).toEqual(['lightblue/lb-reranker-v1.0 (published)', '0.7555', '–']);
  });

  test('says that a stand-in is one, and why ours are not the published figures', () => {
    const { document } = parseHTML(htmlReport({ title: 'Report', experiments: [experiment] }));
    expect(document.querySelector('.notice')?.textContent).toMatch(/mini: a bundled stand-in/);
    expect(document.body.textContent?.replaceAll(/\s+/g, ' ')).toContain(
      '2 queries, not 250; not the notebook formula; a stand-in for the model',
    );
  });

  test('says that another model is one, here and in Markdown, beside the published figures', () => {
    const systems = experiment.result.systems.map((system) => ({
      ...system,
      ...(system.kind === 'reranked' && { isStandIn: false, modelKind: 'other' as const }),
    }));
    const experiments = [{ ...experiment, result: { ...experiment.result, systems } }] as const;
    const { document } = parseHTML(htmlReport({ title: 'Report', experiments }));
    const differences = '2 queries, not 250; not the notebook formula; another model';
    expect(document.querySelector('.notice')?.textContent).toMatch(/mini: another model, which/);
    expect(document.body.textContent?.replaceAll(/\s+/g, ' ')).toContain(differences);
    const markdown = markdownReport({ title: 'Report', experiments });
    expect(markdown).toMatch(/^\*\*mini: another model, which.*\*\*$/m);
    expect(markdown).toContain(`\nMeasured otherwise than the published rows: ${differences}.\n`);
  });

  test('puts several data sets side by side, and leaves out what was not published', async () => {
    const other = await measured('mine');
    const page = htmlReport({ title: 'Report', experiments: [experiment, other] });
    const { document } = parseHTML(page);
    const [first] = document.querySelectorAll('svg');
    expect(first?.getAttribute('aria-label')).toBe('NDCG@10 of every system on every data set');
    expect([...document.querySelectorAll('h2')].map((h2) => h2.textContent)).toEqual([
      'scifact',
      'mine',
    ]);
    expect(page.match(/Beside the published figures/g)).toHaveLength(1);
  });
});

test('publishedReport draws no figure that was not published', () => {
  const labels = (page: string) => {
    const charts = [...parseHTML(page).document.querySelectorAll('svg')];
    return charts.map((svg) => svg.getAttribute('aria-label'));
  };
  expect(labels(publishedReport(['map@10', 'mrr'], 'html'))).toEqual(
    Array.from({ length: 9 }, () => 'MAP@10, measured and published'),
  );
  expect(labels(publishedReport(['mrr'], 'html'))).toEqual([]);
});

test('markdownReport puts the first stage, the model and the published rows in one table', () => {
  const lines = markdownReport({ title: 'Report', experiments: [experiment] }).split('\n');
  const table = lines
    .filter((line) => /^\| (BM25|mini|lightblue)/.test(line))
    .map((line) => line.split(/ *\| */));
  expect(table.slice(0, 3).map((row) => row.slice(1, 4))).toEqual([
    ['BM25', '1.00000', '1.00000'],
    ['mini', '0.50000', '0.33333'],
    ['lightblue/lb-reranker-v1.0 (published)', '0.75549', '–'],
  ]);
  expect(lines).toContain('**mini: a bundled stand-in, not the LB Reranker.**');
  expect(lines.find((line) => line.startsWith('| time '))?.split(/ *\| */)).toEqual([
    '',
    'time of a query',
    'hits reranked',
    'queries timed',
    'pairs a query',
    'median',
    'p95',
    'pairs a second',
    '',
  ]);
});

test('jsonReport keeps what is the same on every run apart from times', () => {
  const { dataSets, times } = JSON.parse(jsonReport({ title: 'R', experiments: [experiment] }));
  expect(dataSets).toEqual([JSON.parse(JSON.stringify(experiment.result))]);
  expect(times.scifact.mini).toMatchObject([
    { depth: 1, queries: 1, pairs: 1 },
    { depth: 100, queries: 1, pairs: 3 },
  ]);
});
