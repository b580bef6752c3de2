import { hasApt, installPackages, mayInstallPackages } from './install-packages.ts';
import { MissingRequirementError } from '../machinery/missing-requirement-error.ts';
import type { Requirement } from './requirement.ts';

/** As {@link meetAll}, for one requirement. */
export async function meet(requirement: Requirement, userId = process.getuid?.()): Promise<string> {
  const [path] = await meetAll([requirement], userId);
  return path;
}

/**
 * Finds all that is required of the machine, or installs it where that may be done. Resolves to the paths, in order.
 *
 * @throws {MissingRequirementError} naming everything that is missing, and one command that would bring it.
 */
export async function meetAll<const Required extends readonly Requirement[]>(
  required: Required,
  userId = process.getuid?.(),
): Promise<{ [Index in keyof Required]: string }> {
  let paths = await find(required);
  const packages = packagesOf(required, paths);
  const mayInstall = packages.length > 0 && (await mayInstallPackages(userId));
  let problem: unknown;
  if (mayInstall) {
    await installPackages(packages).catch((error: unknown) => {
      problem = error;
    });
    paths = await find(required);
  }

  const missing = required.filter((_, n) => paths[n] === undefined);
  if (missing.length === 0) return paths as { [Index in keyof Required]: string };
  const names = [...new Set(missing.map(({ name }) => `no ${name}`))].join(', ');
  const remedies = missing.flatMap(({ remedy }) => remedy ?? []);
  const lacking = packagesOf(required, paths);
  if (lacking.length > 0) remedies.push(await remedyOf(lacking, mayInstall));
  throw new MissingRequirementError([names, ...remedies].join('; '), {
    packages: lacking,
    cause: problem,
  });
}

async function find(required: readonly Requirement[]): Promise<(string | undefined)[]> {
  return Promise.all(required.map((requirement) => requirement.find()));
}

/** The packages of what has no path. */
function packagesOf(
  required: readonly Requirement[],
  paths: readonly (string | undefined)[],
): string[] {
  const missing = required.filter((_, n) => paths[n] === undefined);
  return [...new Set(missing.flatMap(({ packages }) => packages))];
}

async function remedyOf(packages: readonly string[], isTried: boolean): Promise<string> {
  const names = packages.join(' ');
  if (isTried) return `apt-get could not install ${names}`;
  return (await hasApt()) ? `apt-get install ${names}` : `install what Debian calls ${names}`;
}
