/** Fails where a source folder has outgrown what the eye takes in at once. */
import { basename, dirname } from 'node:path';
import { trackedSources } from './tracked-sources.ts';

const MOST_FILES = 20;
/** Folders of things that stand beside each other, one a file: as many as there are. */
const CATALOGUES = new Set(['dialects', 'errors', 'commands', 'charts', 'sections', 'metrics']);

const problems = [...Map.groupBy(trackedSources(), (path) => dirname(path))]
  .filter(([folder]) => !CATALOGUES.has(basename(folder)))
  .filter(([, files]) => files.length > MOST_FILES)
  .map(([folder, files]) => `${folder} holds ${files.length} files, more than ${MOST_FILES}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
