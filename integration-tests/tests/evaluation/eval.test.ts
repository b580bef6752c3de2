import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { startChromium } from '@lb-rerank/test-engines/chromium';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { SCIFACT } from '@lb-rerank/test-engines/workload';

const ROOT = join(import.meta.dirname, '../../..');
const COMMAND = join(ROOT, 'packages/cli/src/bin.ts');
const SECTIONS = [
  'Is the difference more than chance?',
  'How deep to rerank',
  'Inference time of a query',
  'Beside the published figures',
];

/** The model is the bundled stand-in, on a few hits only: what is measured here is the first stage and the way. */
describeWith('lb-rerank eval on SciFact', ['elasticsearch'], ({ elasticsearch }) => {
  let folder: string;
  let result: { exitCode?: number | undefined; stdout: string; stderr: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lb-rerank-eval-'));
    const flags = ['--queries', '250', '--depth', '4', '--depths', '2,4', '--out', folder];
    const model = ['--offline', '--cache', folder, '--formula', 'expected,notebook'];
    result = await execa(
      process.execPath,
      [COMMAND, 'eval', SCIFACT, '--elasticsearch', elasticsearch, ...flags, ...model],
      { reject: false, env: { LB_RERANK_URL: '', LB_RERANK_MODEL: '' } },
    );
    return () => rm(folder, { recursive: true, force: true });
  });

  test("finds what the model's authors found, and prints their rows beside its own", async () => {
    expect({ exitCode: result.exitCode, stderr: result.stderr }).toMatchObject({ exitCode: 0 });
    const [{ systems, queries }] = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'));
    expect(queries).toBe(250);
    expect(systems[0]).toMatchObject({ name: 'Elasticsearch', kind: 'first-stage' });
    expect(systems[0].mean['recall@100'].toFixed(5)).toBe('0.91187');
    expect(systems[0].mean['p@100'].toFixed(5)).toBe('0.01028');
    expect(Math.abs(systems[0].mean['ndcg@10'] - 0.68931)).toBeLessThan(1e-3);
    expect(systems[1]).toMatchObject({ kind: 'reranked', isStandIn: true, formula: 'expected' });
    for (const row of [
      'Elasticsearch',
      'lb-rerank-mini.* \\(expected\\)',
      'lightblue/lb-reranker-v1.0 \\(published\\)',
    ]) {
      expect(result.stdout).toMatch(new RegExp(`^\\| ${row} +\\| 0\\.\\d{5} \\|`, 'm'));
    }
  });

  describeWith('in a browser', ['chromium'], ({ chromium }) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium(chromium);
      return () => browser.close();
    });

    test('writes a report that a browser shows without fetching or running anything', async () => {
      const page = await browser.newPage({ viewport: { width: 1120, height: 900 } });
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      const url = pathToFileURL(join(folder, 'report.html')).href;
      await page.goto(url);
      expect(requests).toEqual([url]);
      expect(await page.locator('script').count()).toBe(0);
      for (const section of SECTIONS) {
        expect(await page.getByRole('heading', { name: section }).isVisible()).toBe(true);
      }
      for (const chart of await page.locator('svg').all()) {
        const box = await chart.boundingBox();
        expect(box!.width).toBeGreaterThan(300);
        expect(box!.x + box!.width).toBeLessThanOrEqual(1120);
      }
      expect(await page.locator('.notice').textContent()).toContain('a bundled stand-in');
      expect(await page.locator('article').count()).toBeGreaterThan(0);
      const screenshot = process.env['LB_RERANK_SCREENSHOT'];
      if (screenshot !== undefined) {
        const clip = { x: 0, y: 0, width: 1120, height: 2250 };
        await page.screenshot({ path: screenshot, fullPage: true, clip });
      }
      const paper = await page.pdf({ format: 'A4' });
      expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
      await page.close();
    });
  });
});
