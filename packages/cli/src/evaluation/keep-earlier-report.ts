import { glob, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const RESULTS = 'results.json';
const REPORT = [RESULTS, 'report.json', 'report.md', 'report.html', '*/*.run'];

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
  const path = join(folder, RESULTS);
  const earlier = await readFile(path, 'utf8').catch(() => undefined);
  if (earlier === undefined || earlier === results) return undefined;
  const { mtime } = await stat(path);
  const kept = join(folder, `earlier-${mtime.toISOString().replaceAll(':', '-')}`);
  for await (const name of glob(REPORT, { cwd: folder, exclude: ['earlier-*'] })) {
    await mkdir(dirname(join(kept, name)), { recursive: true });
    await rename(join(folder, name), join(kept, name));
  }
  return kept;
}
