import type { CommandContext } from '../terminal/command-context.ts';
import { orNearest } from './nearest-name.ts';
import { SETTING_NAMES, variableOf } from './setting-names.ts';

const PREFIX = 'LB_RERANK_';
/** The prefix as it may have been misspelt. */
const NEARLY_PREFIX = /^LB_?RE_?RANK(?:ER|ING)?_/i;
const KNOWN = [...SETTING_NAMES.map(variableOf), `${PREFIX}CONFIG`];
/** The variables of the project's own tests, which run commands too. */
const OF_TESTS = /^LB_RERANK_(TEST_.*|INSTALL)$/;

/** Tells of variables of ours that nothing reads, which would otherwise be passed over in silence, such as misspelt ones. */
export function noticeUnknownVariables({
  environment,
  stderr,
}: Pick<CommandContext, 'environment' | 'stderr'>): void {
  for (const name of Object.keys(environment)) {
    const [prefix] = NEARLY_PREFIX.exec(name) ?? [];
    if (prefix === undefined || KNOWN.includes(name) || OF_TESTS.test(name)) continue;
    const near = orNearest(
      name.slice(prefix.length),
      KNOWN.map((known) => known.slice(PREFIX.length)),
    );
    stderr.write(
      `${name} is no setting and is not read${near.replace('mean ', `mean ${PREFIX}`)}\n`,
    );
  }
}
