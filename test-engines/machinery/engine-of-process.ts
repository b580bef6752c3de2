import type { Engine } from './engine.ts';
import type { StartedProcess } from './process/start-process.ts';
import { waitUntilHealthy } from './process/wait-until-healthy.ts';

/** Waits until a started process answers as the engine that it should be. */
export async function engineOfProcess({
  started,
  url,
  identify,
  note,
}: {
  started: StartedProcess;
  url: string;
  identify: (url: string) => Promise<string>;
  /** A remark for the reader of the test output, like stand-in weights. */
  note?: string | undefined;
}): Promise<Engine> {
  const identity = await waitUntilHealthy(started, () => identify(url));
  return {
    url,
    origin: 'process',
    description: `${identity} (${['local process', note].filter(Boolean).join(', ')})`,
    stop: () => started.stop(),
    kill: () => started.kill(),
  };
}
