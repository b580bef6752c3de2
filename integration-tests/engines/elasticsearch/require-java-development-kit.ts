import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { MissingRequirementError } from '../missing-requirement-error.ts';

const OLDEST = 21;
const SYSTEM_FOLDER = '/usr/lib/jvm';

/**
 * The home of a JDK that Elasticsearch runs on: `JAVA_HOME` if it will do, else the newest of the system.
 *
 * A mere runtime is passed over, since the launcher needs the module `jdk.jlink`.
 *
 * @throws {MissingRequirementError}
 */
export async function requireJavaDevelopmentKit(): Promise<string> {
  const { JAVA_HOME: chosen } = process.env;
  if (chosen !== undefined && (await versionOf(chosen)) >= OLDEST) return chosen;

  const names = await readdir(SYSTEM_FOLDER).catch(() => []);
  const homes = names.map((name) => join(SYSTEM_FOLDER, name));
  const versions = await Promise.all(homes.map(versionOf));
  const newest = Math.max(0, ...versions);
  const home = homes[versions.indexOf(newest)];
  if (newest < OLDEST || home === undefined) {
    throw new MissingRequirementError(
      `no JDK ${OLDEST} or newer in JAVA_HOME or ${SYSTEM_FOLDER} (install Temurin ${OLDEST} or newer)`,
    );
  }
  return home;
}

/** The major version; 0 for what is not a JDK. */
async function versionOf(home: string): Promise<number> {
  try {
    await access(join(home, 'bin', 'jlink'));
    const release = await readFile(join(home, 'release'), 'utf8');
    return Number(/^JAVA_VERSION="(\d+)/m.exec(release)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
