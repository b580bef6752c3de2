import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startNginx } from './start-nginx.ts';
import type { StartedProxy } from './started-proxy.ts';

/** Starts a proxy by its name: one of `proxies`, or nginx, which is undefined where the machine has none. */
export async function startProxy(
  name: string,
  upstream: string,
): Promise<StartedProxy | undefined> {
  if (name === 'nginx') return startNginx(upstream);
  const script = join(import.meta.dirname, 'proxy-process.ts');
  const proxy = spawn(process.execPath, [script, name, upstream], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(proxy, 'exit').then(() => Promise.reject(new Error(`${name} ended`)));
  // At last it is ended, when nobody waits for what it says.
  ended.catch(() => {});
  const line = async () => {
    const [told] = await Promise.race([once(proxy.stdout, 'data'), ended]);
    return (told as Buffer).toString().trim();
  };
  const url = await line();
  return {
    url,
    async cpuSeconds() {
      const told = line();
      proxy.stdin.write('\n');
      return Number(await told) / 1e6;
    },
    [Symbol.dispose]: () => proxy.kill(),
  };
}
