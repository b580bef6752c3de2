import type { Context, Hono } from 'hono';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { plainPathOf } from '../http/plain-path.ts';

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
      return c.json({ error: { message: `no ${method} ${path} here`, code: 404 } }, 404);
    }
    const message = `${path} takes ${allowed.join(', ')}, and no ${method}`;
    c.header('allow', allowed.join(', '));
    return c.json({ error: { message, code: 405 } }, 405);
  };
}
