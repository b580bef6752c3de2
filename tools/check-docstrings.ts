/** Fails where a docstring begins with a question word: a noun or a verb says it plainer. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const QUESTION = /\/\*\*\s*(?:\*\s*)?(?:What|Who|Which|How|Where)\b/g;

const sources = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' });
const problems = sources
  .trim()
  .split('\n')
  .flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(QUESTION)].map(({ index }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${path}:${line}: the docstring begins with What, Who, Which, How or Where`;
    });
  });
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
