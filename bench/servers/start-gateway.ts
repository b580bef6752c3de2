import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A gateway in a process of its own. */
export interface StartedGateway extends Disposable {
  readonly url: string;
  /** The value of a metric without labels, such as `process_cpu_seconds_total`. */
  metric(name: string): Promise<number>;
  /** Leaves only what is in use in its heap. */
  collectGarbage(): Promise<void>;
}

/** Starts a gateway before a model server, or before a model that costs nothing; its log goes nowhere, as to a pipe. */
export async function startGateway(backend?: string): Promise<StartedGateway> {
  const script = join(import.meta.dirname, 'gateway-process.ts');
  const args = ['--expose-gc', script, ...(backend === undefined ? [] : [backend])];
  const gateway = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const [line] = (await once(gateway.stderr, 'data')) as [Buffer];
  const url = line.toString().trim();
  return {
    url,
    async metric(name) {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    },
    async collectGarbage() {
      gateway.stdin.write('\n');
      await once(gateway.stderr, 'data');
    },
    [Symbol.dispose]: () => gateway.kill(),
  };
}
