/** Fails where a source file has outgrown the 200 lines that one idea needs. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MOST_LINES = 200;
const sources = execFileSync('git', ['ls-files', '*.ts', '*.py', '*.sh'], { encoding: 'utf8' });
const tooLong = sources
  .split('\n')
  .filter((path) => path !== '')
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > MOST_LINES);

for (const { path, lines } of tooLong) {
  console.error(`${path} has ${lines} lines, more than ${MOST_LINES}`);
}
process.exitCode = tooLong.length === 0 ? 0 : 1;
