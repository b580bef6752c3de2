import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeScorer } from '@lb-rerank/core/testing';
import { parseHTML } from 'linkedom';
import { expect, onTestFinished, test } from 'vitest';
import { runExperiment } from '../../experiment/run-experiment.ts';
import { htmlReport } from './html-report.ts';
import { markdownReport } from './markdown-report.ts';

/** Measures so many queries, of which the first stage finds nothing for the last ones. */
async function reportsOf(
  count: number,
  without: number,
  queriesWithoutHits: 'left-out' | 'counted' = 'left-out',
) {
  const folder = mkdtempSync(join(tmpdir(), 'lb-rerank-few-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const ids = Array.from({ length: count }, (_, n) => `q${String(n).padStart(2, '0')}`);
  const answered = new Set(ids.slice(0, count - without));
  const experiment = await runExperiment({
    dataSet: 'mine',
    queries: new Map(ids.map((id) => [id, `query ${id}`])),
    qrels: new Map(ids.map((id) => [id, new Map([['d', 1]])])),
    firstStage: {
      name: 'my.run',
      search: async ({ id }) => (answered.has(id) ? [{ id: 'd', score: 1, passage: 'text' }] : []),
    },
    secondStages: [{ name: 'model', scorer: fakeScorer(() => 4) }],
    depths: [],
    metrics: ['mrr'],
    queriesWithoutHits,
    folder,
  });
  const report = { title: 'Mine', experiments: [experiment] as const };
  const { document } = parseHTML(htmlReport(report));
  const page = document.body.textContent?.replaceAll(/\s+/g, ' ') ?? '';
  return { markdown: markdownReport(report), page, document };
}

test('reports say how many queries have no hit, and that they are left out of the means', async () => {
  const { markdown, page } = await reportsOf(6, 5);
  const queries = '6 queries (5 without a hit, left out of the means), 1 pair';
  expect(markdown).toContain(`${queries}, first stage my.run`);
  expect(page).toContain(`${queries} scored by each model, first stage my.run`);
});

test('reports say where such queries count as 0', async () => {
  const { markdown, page } = await reportsOf(6, 5, 'counted');
  const queries = '6 queries (5 without a hit, counted as 0 in the means), 1 pair';
  expect(markdown).toContain(queries);
  expect(page).toContain(queries);
  expect(markdown).toContain('| MRR ');
  expect(markdown).toMatch(/^\| my\.run +\| 0\.16667 \|$/m);
});

test('mark means over few queries, beside each interval', async () => {
  const { markdown, document } = await reportsOf(50, 1);
  const says =
    'Few queries: the means are over 49 queries, so that a single one can move them by up to 0.02, and the 95% intervals come out too narrow. 50 or more tell more.';
  expect(markdown).toContain(`\n**${says}**\n`);
  expect(markdown).toContain('| 95%, 49 queries only |');
  expect(document.querySelector('.notice')?.textContent).toBe(says);
  expect(document.querySelector('.card .few')?.textContent).toBe('49 queries only');
  const headings = [...document.querySelectorAll('th')].map(({ textContent }) => textContent);
  expect(headings).toContain('95% of MRR, 49 queries only');
});

test('leave means over enough queries unmarked', async () => {
  const { markdown, page, document } = await reportsOf(50, 0);
  expect(markdown + page).not.toMatch(/few queries|queries only/i);
  expect(document.querySelectorAll('.few, .notice')).toHaveLength(0);
});
