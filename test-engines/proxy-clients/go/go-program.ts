import { join } from 'node:path';
import { buildOnce } from '../../machinery/cache/build-once.ts';
import { cacheFolder } from '../../machinery/cache/cache-folder.ts';
import { isBuilt } from '../../machinery/cache/is-built.ts';
import { versionOf } from '../../machinery/cache/version-of.ts';
import { reportProgress } from '../../machinery/report-progress.ts';
import { runTool } from '../../machinery/run-tool.ts';
import { meet } from '../../requirements/meet.ts';
import { requirements } from '../../requirements/requirements.ts';

const SOURCES = ['go.mod', 'go.sum', 'main.go', 'typed.go'];

/**
 * The path of the program over Elasticsearch's client for Go, built once per content from Go's module proxy.
 *
 * @throws {MissingRequirementError} where there is no Go that is new enough.
 */
export async function goProgram(): Promise<string> {
  const sources = import.meta.dirname;
  const version = await versionOf(SOURCES.map((name) => join(sources, name)));
  const folder = cacheFolder(`go-client-of-elasticsearch-${version}`);
  const go = (await isBuilt(folder)) ? '' : await meet(requirements.goOfToday);
  await buildOnce(folder, async (partial) => {
    reportProgress('go-client-of-elasticsearch', 'building it from the Go module proxy, once');
    // Whatever the user's settings are, and in a checkout of somebody else's too.
    const options = { cwd: sources, env: { GOFLAGS: '-buildvcs=false' } };
    await runTool(go, ['build', '-o', join(partial, 'ask'), '.'], options);
  });
  return join(folder, 'ask');
}
