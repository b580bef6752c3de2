import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../../machinery/cache/build-once.ts';
import { cacheFolder } from '../../machinery/cache/cache-folder.ts';
import { isBuilt } from '../../machinery/cache/is-built.ts';
import { versionOf } from '../../machinery/cache/version-of.ts';
import { reportProgress } from '../../machinery/report-progress.ts';
import { runTool } from '../../machinery/run-tool.ts';
import { meetAll } from '../../requirements/meet.ts';
import { requirements } from '../../requirements/requirements.ts';

const SOURCES = ['Cargo.toml', 'Cargo.lock', join('src', 'main.rs')];

/**
 * The path of the program over Elasticsearch's client for Rust, built once per content from crates.io.
 *
 * @throws {MissingRequirementError} where there is no Rust that is new enough, or no C compiler, by which it links.
 */
export async function rustProgram(): Promise<string> {
  const sources = import.meta.dirname;
  const version = await versionOf(SOURCES.map((name) => join(sources, name)));
  const folder = cacheFolder(`rust-client-of-elasticsearch-${version}`);
  if (await isBuilt(folder)) return join(folder, 'bin', 'ask-elasticsearch');
  const [cargo] = await meetAll([requirements.cargo, requirements.cCompiler]);
  await buildOnce(folder, async (partial) => {
    reportProgress('rust-client-of-elasticsearch', 'building it from crates.io, once');
    const target = join(partial, 'target');
    const options = ['--quiet', '--locked', '--debug', `--path=${sources}`, `--root=${partial}`];
    await runTool(cargo, ['install', ...options], { env: { CARGO_TARGET_DIR: target } });
    await rm(target, { recursive: true });
  });
  return join(folder, 'bin', 'ask-elasticsearch');
}
