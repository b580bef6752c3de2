import type { StartedTestContainer } from 'testcontainers';

import type { Engine } from './engine.ts';

/** Wraps a started container; testcontainers removes it, even when this process is killed. */
export async function engineOfContainer(
  container: Pick<StartedTestContainer, 'stop'>,
  url: string,
  identify: (url: string) => Promise<string>,
): Promise<Engine> {
  const stop = async (timeout?: number) => {
    await container.stop(timeout === undefined ? {} : { timeout });
  };
  try {
    return {
      url,
      origin: 'docker',
      description: `${await identify(url)} (Docker)`,
      stop: () => stop(),
      kill: () => stop(0),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
