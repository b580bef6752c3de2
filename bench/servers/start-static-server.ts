import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts the static server and gives its address. */
export async function startStaticServer(): Promise<{ url: string } & Disposable> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'static-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return { url: line.toString().trim(), [Symbol.dispose]: () => server.kill() };
}
