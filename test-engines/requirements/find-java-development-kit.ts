import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnusableVariableError } from './unusable-variable-error.ts';

/** Of Java, as Elasticsearch 9 needs. */
export const OLDEST_JAVA = 21;
const SYSTEM_FOLDER = '/usr/lib/jvm';

/**
 * Finds the home of a JDK that Elasticsearch runs on: `JAVA_HOME` if it will do, else the newest of the system.
 *
 * A mere runtime is passed over, since the launcher needs the module `jdk.jlink`.
 *
 * @throws {UnusableVariableError} where `JAVA_HOME` names no Java at all.
 */
export async function findJavaDevelopmentKit(): Promise<string | undefined> {
  const { JAVA_HOME: chosen } = process.env;
  if (chosen) {
    await access(join(chosen, 'bin', 'java')).catch(() => {
      throw new UnusableVariableError('JAVA_HOME', chosen, 'is no home of Java');
    });
    if ((await versionOf(chosen)) >= OLDEST_JAVA) return chosen;
  }

  const names = await readdir(SYSTEM_FOLDER).catch(() => []);
  const homes = names.map((name) => join(SYSTEM_FOLDER, name));
  const versions = await Promise.all(homes.map(versionOf));
  const newest = Math.max(0, ...versions);
  return newest < OLDEST_JAVA ? undefined : homes[versions.indexOf(newest)];
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
