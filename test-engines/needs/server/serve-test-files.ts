import type { TestProject } from 'vitest/node';

import type { Need } from './need.ts';
import { type NeedsServer, serveNeeds } from './serve-needs.ts';
import { skipSummary } from './skip-summary.ts';

/**
 * Serves needs to the test files of a run, and closes the run with the summary of what was skipped for want of what.
 *
 * A set-up does that rather than a reporter, since `--reporter` on the command line takes the place of all others. It is
 * written to stderr: stdout may be a reporter's own, as that of `--reporter=json`.
 */
export async function serveTestFiles(
  project: TestProject,
  needs: Readonly<Record<string, Need>>,
): Promise<NeedsServer> {
  const server = await serveNeeds(needs);
  project.provide('needsUrl', server.url);
  return {
    ...server,
    stop: async () => {
      const { vitest } = project;
      const pattern = vitest.getGlobalTestNamePattern();
      const lines = await skipSummary(vitest.state.getTestModules(), pattern);
      if (lines.length > 0) process.stderr.write(`\n${lines.join('\n')}\n`);
      await server.stop();
    },
  };
}
