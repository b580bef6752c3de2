import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LB_RERANK } from '../setup/lb-rerank.ts';

/** A proxy in a process of its own. */
export interface ProxyProcess extends AsyncDisposable {
  readonly url: string;
  readonly isRunning: boolean;
  /** Reads one of its metrics, of a counter the sum over all labels. */
  metric(name: string): Promise<number>;
}

/** Starts `lb-rerank proxy` before an engine. */
export async function startProxy(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProxyProcess> {
  const proxy = spawn(process.execPath, [LB_RERANK, 'proxy', '--port', '0', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  proxy.stderr.on('data', (text: Buffer) => (told += text.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    proxy.stderr.on('data', () => {
      const [, found] = /stands before .* at (http\S+)\n/.exec(told) ?? [];
      if (found !== undefined) resolve(found);
    });
    proxy.once('exit', () => reject(new Error(told)));
  });
  return {
    url,
    get isRunning() {
      return proxy.exitCode === null && proxy.signalCode === null;
    },
    async metric(name) {
      const text = await (await fetch(`${url}/_lb_rerank/metrics`)).text();
      const lines = text.split('\n').filter((line) => line.split(/[{ ]/, 1)[0] === name);
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    async [Symbol.asyncDispose]() {
      if (proxy.exitCode !== null || proxy.signalCode !== null) return;
      const ended = once(proxy, 'exit');
      proxy.kill('SIGKILL');
      await ended;
    },
  };
}
