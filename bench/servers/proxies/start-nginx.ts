import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import type { StartedProxy } from './started-proxy.ts';

/** Ticks in a second of the times in /proc (source: `getconf CLK_TCK` on Linux). */
const TICKS = 100;

const configuration = (folder: string, port: number, upstream: string) => `
daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream engine { server ${new URL(upstream).host}; keepalive 256; keepalive_requests 1000000; }
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://engine; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; }
  }
}`;

/** Starts nginx with one worker; undefined where the machine has none. */
export async function startNginx(upstream: string): Promise<StartedProxy | undefined> {
  if (spawnSync('nginx', ['-v']).error !== undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-nginx-'));
  const port = await getPort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, port, upstream));
  const nginx = spawn('nginx', ['-c', file, '-p', folder], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let n = 0; n < 50; n += 1) {
    const isUp = await fetch(`${url}/small`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    await delay(100);
  }
  return {
    url,
    cpuSeconds: async () => ticksOfChildren(nginx.pid!) / TICKS,
    [Symbol.dispose]: () => nginx.kill('SIGQUIT'),
  };
}

/** Sums up the processor time of a process's children, which do nginx's work. */
function ticksOfChildren(parent: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name in parentheses may hold blanks.
        return [
          readFileSync(`/proc/${name}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' '),
        ];
      } catch {
        return [];
      }
    });
  return stats
    .filter((fields) => Number(fields[1]) === parent)
    .reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0);
}
