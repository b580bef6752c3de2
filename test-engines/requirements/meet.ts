import { installPackages, mayInstallPackages } from './install-packages.ts';
import { MissingRequirementError } from '../machinery/missing-requirement-error.ts';
import type { Requirement } from './requirement.ts';

/**
 * Finds what is required of the machine, or installs it where that may be done. Resolves to its path.
 *
 * @throws {MissingRequirementError} naming the command that would bring it.
 */
export async function meet(requirement: Requirement, userId = process.getuid?.()): Promise<string> {
  const found = await requirement.find();
  if (found !== undefined) return found;
  const { name, packages, remedy = `apt-get install ${packages.join(' ')}` } = requirement;
  if (packages.length > 0 && (await mayInstallPackages(userId))) {
    await installPackages(packages).catch((cause: unknown) => {
      const problem = `no ${name}, and apt-get could not install it; ${remedy}`;
      throw new MissingRequirementError(problem, { packages, cause });
    });
    const installed = await requirement.find();
    if (installed !== undefined) return installed;
  }
  throw new MissingRequirementError(`no ${name}; ${remedy}`, { packages });
}
