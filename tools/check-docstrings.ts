/** Fails where a docstring begins with a question word: a noun or a verb says it plainer. */
import { readFileSync } from 'node:fs';
import { trackedSources } from './tracked-sources.ts';

const QUESTION = /\/\*\*\s*(?:\*\s*)?(?:What|Who|Which|How|Where)\b/g;

const problems = trackedSources().flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(QUESTION)].map(({ index }) => {
    const line = text.slice(0, index).split('\n').length;
    return `${path}:${line}: the docstring begins with What, Who, Which, How or Where`;
  });
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
