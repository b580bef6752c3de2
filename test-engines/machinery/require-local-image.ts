import { MissingRequirementError } from './missing-requirement-error.ts';
import { requireDocker } from './require-docker.ts';

/**
 * Resolves where the container runtime has an image already, so that starting it downloads nothing.
 *
 * @throws {MissingRequirementError} also where no container runtime answers.
 */
export async function requireLocalImage(name: string): Promise<void> {
  await requireDocker();
  const { getContainerRuntimeClient, ImageName } = await import('testcontainers');
  const { image } = await getContainerRuntimeClient();
  if (!(await image.exists(ImageName.fromString(name)))) {
    throw new MissingRequirementError(`the container runtime has no image ${name}`);
  }
}
