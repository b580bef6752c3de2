import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import { replaceFile } from '@lb-rerank/core/files';
import { writeTrecRun } from '@lb-rerank/evaluation';
import {
  type EvaluationReport,
  htmlReport,
  jsonReport,
  markdownReport,
} from '@lb-rerank/evaluation/report';
import { keepEarlierReport } from './keep-earlier-report.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import { REPORT_FILES } from './report-files.ts';
import { runFileName, runName } from './run-file-name.ts';

/**
 * Writes a report in all its forms, and every run as a TREC file, into a folder; gives the page's path. Each file is replaced
 * when its successor is whole. `results.json` is
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
  const contents: Record<(typeof REPORT_FILES)[number], string> = {
    'results.json': `${JSON.stringify(results, null, 2)}\n`,
    'report.json': jsonReport(report),
    'report.md': markdownReport(report),
    'report.html': htmlReport(report),
  };
  const kept = await keepEarlierReport(folder, contents['results.json']);
  if (kept !== undefined) {
    context.stderr.write(`The earlier report, which has other results, is kept in ${kept}\n`);
  }
  for (const name of REPORT_FILES) await replaceFile(join(folder, name), contents[name]);
  for (const { result, runs } of report.experiments) {
    for (const [system, run] of Object.entries(runs)) {
      try {
        await writeTrecRun(join(folder, result.dataSet, runFileName(system)), run, runName(system));
      } catch (error) {
        // Ids with blanks, which everything but this format can hold.
        if (!(error instanceof InvalidRequestError)) throw error;
        context.stderr.write(`No run file of ${system} on ${result.dataSet}: ${error.message}\n`);
      }
    }
  }
  return join(folder, 'report.html');
}
