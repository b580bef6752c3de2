import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataSetResult } from '@lb-rerank/evaluation';
import { REPORT_FILES } from './report-files.ts';
import { runFileName } from './run-file-name.ts';

/**
 * Moves the report of another evaluation, and its runs, into a folder of its own, so that a new one does not replace it. One of the
 * same results stays where it is: a run that was started again writes it anew.
 *
 * @returns the folder; undefined where there was nothing to keep.
 */
export async function keepEarlierReport(
  folder: string,
  results: string,
): Promise<string | undefined> {
  const path = join(folder, 'results.json');
  const earlier = await readFile(path, 'utf8').catch(() => undefined);
  if (earlier === undefined || earlier === results) return undefined;
  const { mtime } = await stat(path);
  const kept = join(folder, `earlier-${mtime.toISOString().replaceAll(':', '-')}`);
  for (const name of [...runFilesIn(earlier), ...REPORT_FILES]) {
    await mkdir(dirname(join(kept, name)), { recursive: true });
    await rename(join(folder, name), join(kept, name)).catch(unlessMissing);
  }
  return kept;
}

/** Lists the run files that were written with results; none of a file that holds something else. */
function runFilesIn(results: string): string[] {
  try {
    const dataSets = JSON.parse(results) as readonly DataSetResult[];
    return dataSets.flatMap(({ dataSet, systems }) =>
      systems.map(({ name }) => join(dataSet, runFileName(name))),
    );
  } catch {
    return [];
  }
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
