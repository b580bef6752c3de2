import type { Context, Hono } from 'hono';
import type { Problem } from '../errors/problem.ts';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { orNearest } from '../errors/or-nearest.ts';
import { plainPathOf } from '../http/plain-path.ts';
import { errorOn } from './error-on.ts';

const METHODS = ['GET', 'POST'];

/** Answers what no route answers: 405 with the methods that its path knows, or 404 where it knows none. */
export function unanswered(app: Hono<GatewayEnv>): (c: Context<GatewayEnv>) => Response {
  return (c) => {
    const path = plainPathOf(c.req.raw);
    const allowed = METHODS.filter((method) =>
      app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
    );
    const { method } = c.req;
    // A folder of files takes GET for whatever it does not hold.
    if (allowed.length === 0 || allowed.includes(method)) {
      const message = `no ${method} ${path} here${hintFor(path, pathsOf(app))}`;
      return c.json(errorOn(path, invalid(404, message), c.var.requestId), 404);
    }
    const message = `${path} takes ${allowed.join(', ')}, and no ${method}`;
    c.header('allow', allowed.join(', '));
    return c.json(errorOn(path, invalid(405, message), c.var.requestId), 405);
  };
}

/** Lists the paths that are written out in full. */
function pathsOf({ routes }: Hono<GatewayEnv>): string[] {
  const paths = routes.map(({ path }) => path).filter((path) => !/[:*]/.test(path));
  return [...new Set(paths)];
}

function hintFor(path: string, paths: readonly string[]): string {
  const docs = paths.includes('/docs') ? '; /docs shows what there is' : '';
  return `${docs}${orNearest(path, paths)}`;
}

function invalid(status: number, message: string): Problem {
  const words = { message, reason: message };
  return {
    code: 'invalid_request',
    status,
    ...words,
    argument: undefined,
    retryAfterMs: undefined,
  };
}
