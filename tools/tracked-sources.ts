import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Folders of TypeScript outside the packages, each a small program of its own. */
export const PROGRAM_FOLDERS = ['bench', 'examples', 'integration-tests', 'test-engines', 'tools'];

/** Lists the TypeScript files that git tracks or would, tests included, as paths from the repository's root. */
export function trackedSources(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'];
  const paths = execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
  return paths.filter((path) => existsSync(path));
}
