import { dirname } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { playgroundFolder } from '../playground-folder.ts';

/** The page that reranks by hand, at `/`: static files, which ask nothing of any other host. */
export function addPlaygroundRoutes(app: Hono<GatewayEnv>): void {
  const own = ["'self'"];
  const headers = secureHeaders({
    contentSecurityPolicy: { defaultSrc: own, baseUri: ["'none'"], frameAncestors: ["'none'"] },
    // Whether an address is for HTTPS only is for the one who put it there to say.
    strictTransportSecurity: false,
  });
  app.get('/', headers, serveStatic({ path: `${playgroundFolder}/index.html` }));
  app.get('/playground/*', headers, serveStatic({ root: dirname(playgroundFolder) }));
}
