import type { Context, Hono } from 'hono';
import type { GatewayEnv } from '../http/gateway-env.ts';
import { plainPathOf } from '../http/plain-path.ts';
import { dialectsByPath } from '../dialects/registry/choose-dialect.ts';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';

const METHODS = ['GET', 'POST'];
const spokenOn = dialectsByPath(DIALECTS);

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
      return c.json(errorOn(path, `no ${method} ${path} here`, 404, c.var.requestId), 404);
    }
    const message = `${path} takes ${allowed.join(', ')}, and no ${method}`;
    c.header('allow', allowed.join(', '));
    return c.json(errorOn(path, message, 405, c.var.requestId), 405);
  };
}

/** Puts an error into the shape of the dialect of its path or folder; else into all shapes at once. */
function errorOn(path: string, message: string, status: 404 | 405, requestId: string): object {
  const dialect = dialectAt(path);
  if (dialect === undefined) return { error: { message, code: status }, message, detail: message };
  const problem = { code: 'invalid_request', status, message, reason: message } as const;
  return dialect.errorBodyOf(
    { ...problem, argument: undefined, retryAfterMs: undefined },
    requestId,
  );
}

/** Finds the dialect that a path without a body is answered in, or in whose folder it is. */
function dialectAt(path: string): Dialect | undefined {
  const inFolder = DIALECTS.find(({ name }) => `${path}/`.startsWith(`/${name}/`));
  return inFolder ?? spokenOn.get(path)?.at(-1);
}
