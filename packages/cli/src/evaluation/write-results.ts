import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import { writeTrecRun } from '@lb-rerank/evaluation';
import {
  type EvaluationReport,
  htmlReport,
  jsonReport,
  markdownReport,
} from '@lb-rerank/evaluation/report';
import { keepEarlierReport } from './keep-earlier-report.ts';
import type { CommandContext } from '../terminal/command-context.ts';

/**
 * Writes a report in all its forms, and every run as a TREC file, into a folder; gives the page's path. `results.json` is
 * the same to the last byte on every run over the same scores; what took how long is in `report.json`.
 */
export async function writeResults(
  report: EvaluationReport,
  out: string,
  context: CommandContext,
): Promise<string> {
  const folder = resolve(context.folder, out);
  await mkdir(folder, { recursive: true });
  const results = report.experiments.map(({ result }) => result);
  const text = `${JSON.stringify(results, null, 2)}\n`;
  const kept = await keepEarlierReport(folder, text);
  if (kept !== undefined) {
    context.stderr.write(`The report of another evaluation, which was here, is in ${kept}\n`);
  }
  await writeFile(join(folder, 'results.json'), text);
  await writeFile(join(folder, 'report.json'), jsonReport(report));
  await writeFile(join(folder, 'report.md'), markdownReport(report));
  const page = join(folder, 'report.html');
  await writeFile(page, htmlReport(report));
  for (const { result, runs } of report.experiments) {
    for (const [system, run] of Object.entries(runs)) {
      const name = system.replaceAll(/[^\w.-]+/g, '-').replace(/-$/, '');
      try {
        await writeTrecRun(join(folder, result.dataSet, `${name}.run`), run, name);
      } catch (error) {
        // Ids with blanks, which everything but this format can hold.
        if (!(error instanceof InvalidRequestError)) throw error;
        context.stderr.write(`No run file of ${system} on ${result.dataSet}: ${error.message}\n`);
      }
    }
  }
  return page;
}
