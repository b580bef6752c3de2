import { MissingRequirementError } from './missing-requirement-error.ts';

/**
 * Resolves where a container runtime answers.
 *
 * testcontainers looks at every place that it knows; without a daemon that takes milliseconds.
 *
 * @throws {MissingRequirementError}
 */
export async function requireDocker(): Promise<void> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  try {
    await getContainerRuntimeClient();
  } catch (cause) {
    throw new MissingRequirementError('no container runtime answers', { cause });
  }
}
