import type { Context, Hono } from 'hono';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { plainPathOf } from '../http/plain-path.ts';
import { DIALECTS } from '../dialects/registry/dialects.ts';

/** Answers what no route answers: 405 with the methods that its path knows, or 404 where it knows none. */
export function unanswered(app: Hono<GatewayEnv>): (c: Context<GatewayEnv>) => Response {
  return (c) => {
    const path = plainPathOf(c.req.raw);
    const methods = app.routes
      .filter((route) => route.path === path && route.method !== 'ALL')
      .map(({ method }) => method);
    const allowed = [...new Set(methods)];
    const { method } = c.req;
    if (allowed.length === 0) {
      return c.json(errorOn(path, `no ${method} ${path} here`, 404, c.var.requestId), 404);
    }
    const message = `${path} takes ${allowed.join(', ')}, and no ${method}`;
    c.header('allow', allowed.join(', '));
    return c.json(errorOn(path, message, 405, c.var.requestId), 405);
  };
}

/** Puts an error into the shape of the dialect in whose folder, or on whose path, it was met; else into all shapes at once. */
function errorOn(path: string, message: string, status: 404 | 405, requestId: string): object {
  const dialect = DIALECTS.find(
    ({ name, paths }) => path.startsWith(`/${name}/`) || (status === 405 && paths.includes(path)),
  );
  if (dialect === undefined) return { error: { message, code: status }, message, detail: message };
  const problem = { code: 'invalid_request', status, message } as const;
  return dialect.errorBodyOf(
    { ...problem, argument: undefined, retryAfterMs: undefined },
    requestId,
  );
}
