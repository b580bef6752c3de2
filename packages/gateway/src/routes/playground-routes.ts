import { dirname } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { GatewayEnv } from '../http/gateway-env.ts';

/** Serves the page that reranks by hand at `/`: the static files of a folder, which ask nothing of any other host. */
export function addPlaygroundRoutes(app: Hono<GatewayEnv>, folder: string): void {
  const own = ["'self'"];
  const headers = secureHeaders({
    contentSecurityPolicy: { defaultSrc: own, baseUri: ["'none'"], frameAncestors: ["'none'"] },
    // Whether an address is for HTTPS only is for the one who put it there to say.
    strictTransportSecurity: false,
  });
  app.get('/', headers, serveStatic({ path: `${folder}/index.html` }));
  app.get('/playground/*', headers, serveStatic({ root: dirname(folder) }));
}
