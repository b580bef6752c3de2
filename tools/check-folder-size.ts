/** Fails where a source folder has outgrown what the eye takes in at once. */
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const MOST_FILES = 20;
/** Folders of things that stand beside each other, one a file: as many as there are. */
const CATALOGUES = new Set(['dialects', 'errors', 'commands', 'charts', 'sections', 'metrics']);
/** Folders that are still to be divided; what is no longer needed here must go. */
const TO_MEND: readonly string[] = ['packages/elasticsearch/src', 'packages/qdrant/src'];

const sources = globSync('packages/*/src/**/*.ts');
const tooFull = [...Map.groupBy(sources, (path) => dirname(path))]
  .filter(([folder]) => !CATALOGUES.has(basename(folder)))
  .filter(([, files]) => files.length > MOST_FILES)
  .map(([folder, files]) => ({ folder, files: files.length }));

const problems = [
  ...tooFull
    .filter(({ folder }) => !TO_MEND.includes(folder))
    .map(({ folder, files }) => `${folder} holds ${files} files, more than ${MOST_FILES}`),
  ...TO_MEND.filter((mended) => !tooFull.some(({ folder }) => folder === mended)).map(
    (folder) => `${folder} is no longer too full: take it from TO_MEND`,
  ),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
