import { join } from 'node:path';
import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { runTool } from '../machinery/run-tool.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';

/** The newest that Go's module proxy has. */
const VERSION = '2.5.0';

/**
 * The path of Toxiproxy's server, built once from Go's module proxy.
 *
 * @throws {MissingRequirementError} where there is no Go to build it by.
 */
export async function installToxiproxy(): Promise<string> {
  const folder = cacheFolder(`toxiproxy-${VERSION}`);
  const go = (await isBuilt(folder)) ? '' : await meet(requirements.go);
  await buildOnce(folder, async (partial) => {
    reportProgress('toxiproxy', 'building it from the Go module proxy, once');
    await runTool(go, ['install', `github.com/Shopify/toxiproxy/v2/cmd/server@v${VERSION}`], {
      // No module around it, and the program where we look for it, whatever the user's settings are.
      cwd: partial,
      env: { GOBIN: partial, GOFLAGS: '' },
    });
  });
  return join(folder, 'server');
}
